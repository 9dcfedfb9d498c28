package io.stakebook.api.http.problem;

import io.stakebook.core.error.Shown;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A header that breaks a rule.
 *
 * @param rule what a good value is, as words that follow the header's name
 * @param value as it was sent, null when it was not
 */
public record HeaderFault(
        String header, String rule, @Nullable String value) {

    private static final String NONE = "is a media type, as application/json (RFC 9110 section 8.3.1)";

    /**
     * The header for which JAX-RS refused a request before any code of ours saw it.
     *
     * @param status that JAX-RS chose
     */
    public static Optional<HeaderFault> behind(int status, HttpServletRequest request) {
        String content = request.getHeader(HttpHeaders.CONTENT_TYPE);
        String accept = request.getHeader(HttpHeaders.ACCEPT);
        return switch (status) {
            case 400 ->
                content != null && !isMediaType(content)
                        ? Optional.of(new HeaderFault(HttpHeaders.CONTENT_TYPE, NONE, content))
                        : Optional.empty();
            case 406 -> Optional.of(ofAccept(accept));
            case 415 ->
                Optional.of(new HeaderFault(
                        HttpHeaders.CONTENT_TYPE,
                        "is application/json, or what /openapi.yaml says the operation reads",
                        content));
            default -> Optional.empty();
        };
    }

    /** Allows nothing that the operation answers. */
    public static HeaderFault ofAccept(@Nullable String accept) {
        return new HeaderFault(
                HttpHeaders.ACCEPT,
                "allows application/json, or what /openapi.yaml says the operation answers",
                accept);
    }

    private static boolean isMediaType(String text) {
        try {
            MediaType.valueOf(text);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    String detail() {
        return "the header " + header + " " + rule + "; this one is "
                + (value == null ? "missing" : "\"" + Shown.of(value) + "\"");
    }

    /** The same problem, with name, rule and value. */
    public Problem in(Problem problem) {
        return new Problem(
                problem.status(),
                problem.code(),
                detail(),
                problem.instance(),
                problem.traceId(),
                problem.errors(),
                json -> {
                    json.text("header", header);
                    json.text("rule", rule);
                    if (value != null) {
                        json.text("value", Shown.of(value));
                    }
                });
    }
}
