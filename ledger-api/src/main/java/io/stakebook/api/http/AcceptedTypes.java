package io.stakebook.api.http;

import io.stakebook.api.http.problem.ApiCode;
import io.stakebook.api.http.problem.HeaderFault;
import io.stakebook.api.http.problem.RefusedRequest;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;
import java.lang.reflect.Method;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Nobody is sent what his {@code Accept} refuses with {@code q=0} (RFC 9110 section 12.4.2): JAX-RS takes it for the least
 * wish. Told before the operation begins, since a write would have happened by then.
 */
@Provider
@ApplicationScoped
@Priority(Priorities.HEADER_DECORATOR)
public class AcceptedTypes implements ContainerRequestFilter {

    @Context
    private @Nullable ResourceInfo resource;

    @Override
    public void filter(ContainerRequestContext request) {
        String accept = request.getHeaderString(HttpHeaders.ACCEPT);
        if (accept != null && produced().noneMatch(type -> isAccepted(type, request.getAcceptableMediaTypes()))) {
            throw RefusedRequest.ofHeader(ApiCode.NOT_ACCEPTABLE, HeaderFault.ofAccept(accept));
        }
    }

    /** What the operation answers. */
    private Stream<MediaType> produced() {
        ResourceInfo matched = resource;
        Method method = matched == null ? null : matched.getResourceMethod();
        if (method == null) {
            return Stream.of(MediaType.WILDCARD_TYPE);
        }
        Produces ofMethod = method.getAnnotation(Produces.class);
        Produces said = ofMethod == null ? method.getDeclaringClass().getAnnotation(Produces.class) : ofMethod;
        return said == null
                ? Stream.of(MediaType.WILDCARD_TYPE)
                : Stream.of(said.value()).map(MediaType::valueOf);
    }

    /** The most specific range that names the type decides (section 12.5.1); what no range names was matched otherwise. */
    static boolean isAccepted(MediaType type, List<MediaType> ranges) {
        return ranges.stream()
                .filter(range -> range.isCompatible(type))
                .max(Comparator.comparingInt(AcceptedTypes::specific).thenComparing(AcceptedTypes::isWished))
                .map(AcceptedTypes::isWished)
                .orElse(true);
    }

    private static int specific(MediaType range) {
        return range.isWildcardType() ? 0 : range.isWildcardSubtype() ? 1 : 2;
    }

    private static boolean isWished(MediaType range) {
        String quality = range.getParameters().getOrDefault("q", "1");
        return !quality.matches("0(\\.0*)?");
    }
}
