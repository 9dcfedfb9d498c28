package io.stakebook.api.http;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Whoever sends a body that is not read is told in {@code Accept} what is (RFC 9110 section 15.5.16). JAX-RS refuses before
 * it has chosen a method, so what each path reads is learnt when the methods are found.
 */
@Provider
@ApplicationScoped
public class ReadTypes implements DynamicFeature, ContainerResponseFilter {

    /** Types by the path's template, a parameter written as {@code {}}. */
    private final Map<String, Set<String>> types = new ConcurrentHashMap<>();

    @Override
    public void configure(ResourceInfo resource, FeatureContext context) {
        Consumes said = resource.getResourceMethod().getAnnotation(Consumes.class);
        if (said != null && resource.getResourceMethod().isAnnotationPresent(POST.class)) {
            learn(
                    resource.getResourceClass().getAnnotation(Path.class),
                    resource.getResourceMethod().getAnnotation(Path.class),
                    said.value());
        }
    }

    private void learn(@Nullable Path ofClass, @Nullable Path ofMethod, String[] read) {
        String template = Stream.of(ofClass, ofMethod)
                .filter(path -> path != null)
                .flatMap(path -> segments(path.value()))
                .map(segment -> segment.startsWith("{") ? "{}" : segment)
                .collect(Collectors.joining("/"));
        types.merge(
                template,
                Set.of(read),
                (one, other) -> Stream.of(one, other).flatMap(Set::stream).collect(Collectors.toUnmodifiableSet()));
    }

    private static Stream<String> segments(String path) {
        return Stream.of(path.split("/")).filter(segment -> !segment.isEmpty());
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (response.getStatus() == 415 && !PlainBodies.isPacked(request)) {
            readAt(request.getUriInfo().getPath())
                    .ifPresent(read -> response.getHeaders().putSingle(HttpHeaders.ACCEPT, read));
        }
    }

    /** Of several templates that fit the one with the fewest parameters, as JAX-RS chooses. */
    Optional<String> readAt(String path) {
        String[] asked = segments(path).toArray(String[]::new);
        return types.keySet().stream()
                .filter(template -> fits(template.split("/"), asked))
                .min((one, other) -> Long.compare(parameters(one), parameters(other)))
                .map(template -> String.join(", ", new TreeSet<>(types.getOrDefault(template, Set.of()))));
    }

    private static boolean fits(String[] template, String[] asked) {
        if (template.length != asked.length) {
            return false;
        }
        for (int i = 0; i < asked.length; i++) {
            if (!template[i].equals("{}") && !template[i].equals(asked[i])) {
                return false;
            }
        }
        return true;
    }

    private static long parameters(String template) {
        return Stream.of(template.split("/")).filter("{}"::equals).count();
    }
}
