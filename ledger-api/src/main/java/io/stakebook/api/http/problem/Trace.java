package io.stakebook.api.http.problem;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The W3C trace context of one request (version 00). A caller's trace goes on, otherwise one begins here. The identifiers
 * are for finding log lines, never for access.
 */
public record Trace(String traceId, String spanId) {

    /** Request attribute under which the trace of the request is kept. */
    public static final String ATTRIBUTE = "io.stakebook.trace";

    private static final Pattern TRACEPARENT =
            Pattern.compile("(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}(-.*)?");

    /** Takes the trace of a {@code traceparent} header, or begins one when it is absent or malformed (section 4.3). */
    public static Trace from(@Nullable String traceparent) {
        if (traceparent != null && traceparent.length() <= 256) {
            Matcher matcher = TRACEPARENT.matcher(traceparent);
            if (matcher.matches()) {
                return new Trace(matcher.group(1), randomHex16());
            }
        }
        return new Trace(randomHex16() + randomHex16(), randomHex16());
    }

    /** The trace of a request. */
    public static Trace of(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof Trace trace ? trace : from(null);
    }

    /** The trace of a request inside JAX-RS. */
    public static Trace of(ContainerRequestContext context) {
        return context.getProperty(ATTRIBUTE) instanceof Trace trace ? trace : from(null);
    }

    /** The header that goes out: our span in the caller's trace. */
    public String traceparent() {
        return "00-" + traceId + "-" + spanId + "-01";
    }

    private static String randomHex16() {
        long bits = 0;
        while (bits == 0) {
            bits = ThreadLocalRandom.current().nextLong();
        }
        String digits = Long.toHexString(bits);
        return "0".repeat(16 - digits.length()) + digits;
    }
}
