package io.stakebook.api.http;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import java.util.List;

/**
 * The methods of a path, and nothing else (RFC 9110 section 9.3.7): JAX-RS would add a description of its own. Nothing is said
 * to pages of other origins; whoever serves one puts a proxy before this.
 */
@Provider
@ApplicationScoped
public class OptionsAnswer implements ContainerResponseFilter {

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (request.getMethod().equals("OPTIONS") && response.getStatus() == 200) {
            response.setStatus(204);
            response.setEntity(null);
            for (String ofTheBody :
                    List.of(HttpHeaders.CONTENT_TYPE, HttpHeaders.CONTENT_LENGTH, HttpHeaders.LAST_MODIFIED)) {
                response.getHeaders().remove(ofTheBody);
            }
        }
    }
}
