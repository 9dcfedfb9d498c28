package io.stakebook.api.http;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whoever has what he asks for is told so: 304 where {@code If-None-Match} names the ETag of the answer (RFC 9110 section
 * 13.1.2). What must not be kept is sent whole each time.
 */
@Provider
@ApplicationScoped
public class UnchangedReads implements ContainerResponseFilter {

    private static final Set<String> READS = Set.of("GET", "HEAD");

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        @Nullable List<String> conditions = request.getHeaders().get(HttpHeaders.IF_NONE_MATCH);
        String tag = response.getHeaderString(HttpHeaders.ETAG);
        if (conditions == null
                || tag == null
                || response.getStatus() != 200
                || !READS.contains(request.getMethod())
                || "no-store".equals(response.getHeaderString(HttpHeaders.CACHE_CONTROL))
                || !EntityTags.noneMatchNames(String.join(", ", conditions), tag)) {
            return;
        }
        response.setStatus(304);
        response.setEntity(null);
        response.getHeaders().remove(HttpHeaders.CONTENT_TYPE);
        response.getHeaders().remove(HttpHeaders.CONTENT_LENGTH);
    }
}
