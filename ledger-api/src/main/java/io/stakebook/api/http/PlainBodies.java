package io.stakebook.api.http;

import io.stakebook.api.http.problem.ApiCode;
import io.stakebook.api.http.problem.HeaderFault;
import io.stakebook.api.http.problem.RefusedRequest;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
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
public class PlainBodies implements ContainerRequestFilter {

    private static final String UTF_8 = "UTF-8";

    @Override
    public void filter(ContainerRequestContext request) {
        if (!request.getMethod().equals("POST")) {
            return;
        }
        @Nullable MediaType type = request.getMediaType();
        List<String> encodings = request.getHeaders().getOrDefault(HttpHeaders.CONTENT_ENCODING, List.of());
        packed(encodings)
                .or(() -> type == null
                        ? Optional.empty()
                        : foreign(
                                type.getParameters().getOrDefault(MediaType.CHARSET_PARAMETER, UTF_8),
                                request.getHeaderString(HttpHeaders.CONTENT_TYPE)))
                .ifPresent(fault -> {
                    throw RefusedRequest.ofHeader(ApiCode.MEDIA_TYPE_UNSUPPORTED, fault);
                });
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
