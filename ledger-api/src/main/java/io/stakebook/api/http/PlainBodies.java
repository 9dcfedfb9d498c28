package io.stakebook.api.http;

import io.stakebook.api.http.problem.ApiCode;
import io.stakebook.api.http.problem.HeaderFault;
import io.stakebook.api.http.problem.RefusedRequest;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Bodies are read as they come, in UTF-8. One that is packed or written in another way would be read as something its sender
 * did not write, or refused for what it is not.
 */
@Provider
@ApplicationScoped
@Priority(Priorities.HEADER_DECORATOR)
public class PlainBodies implements ContainerRequestFilter, ContainerResponseFilter {

    private static final String UTF_8 = "UTF-8";
    private static final String PACKED = PlainBodies.class.getName() + ".packed";

    @Override
    public void filter(ContainerRequestContext request) {
        if (!request.getMethod().equals("POST")) {
            return;
        }
        @Nullable MediaType type = request.getMediaType();
        List<String> encodings = request.getHeaders().getOrDefault(HttpHeaders.CONTENT_ENCODING, List.of());
        Optional<HeaderFault> packed = packed(encodings);
        packed.ifPresent(fault -> request.setProperty(PACKED, true));
        packed.or(() -> type == null
                        ? Optional.empty()
                        : foreign(
                                type.getParameters().getOrDefault(MediaType.CHARSET_PARAMETER, UTF_8),
                                request.getHeaderString(HttpHeaders.CONTENT_TYPE)))
                .ifPresent(fault -> {
                    throw RefusedRequest.ofHeader(ApiCode.MEDIA_TYPE_UNSUPPORTED, fault);
                });
    }

    /** Of a body refused for how it is packed, and of no other (RFC 9110 section 12.5.3). */
    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (isPacked(request)) {
            response.getHeaders().putSingle(HttpHeaders.ACCEPT_ENCODING, "identity");
        }
    }

    /** True of a request that was refused for its {@code Content-Encoding}. */
    static boolean isPacked(ContainerRequestContext request) {
        return request.getProperty(PACKED) != null;
    }

    static Optional<HeaderFault> packed(List<String> encodings) {
        return encodings.stream().allMatch(encoding -> encoding.strip().equalsIgnoreCase("identity"))
                ? Optional.empty()
                : Optional.of(new HeaderFault(
                        HttpHeaders.CONTENT_ENCODING,
                        "is left out, or identity: bodies are read as they come",
                        String.join(", ", encodings)));
    }

    /** @param contentType the header that names the charset */
    static Optional<HeaderFault> foreign(String charset, @Nullable String contentType) {
        return charset.equalsIgnoreCase(UTF_8)
                ? Optional.empty()
                : Optional.of(new HeaderFault(HttpHeaders.CONTENT_TYPE, "names no charset but UTF-8", contentType));
    }
}
