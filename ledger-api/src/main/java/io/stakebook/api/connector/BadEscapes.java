package io.stakebook.api.connector;

import io.stakebook.api.http.problem.ApiCode;
import io.stakebook.api.http.problem.Problem;
import io.stakebook.api.http.problem.Trace;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.EmptyCompletionHandler;
import org.glassfish.grizzly.WriteResult;
import org.glassfish.grizzly.filterchain.BaseFilter;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.filterchain.NextAction;
import org.glassfish.grizzly.http.HttpContent;
import org.glassfish.grizzly.http.HttpRequestPacket;
import org.glassfish.grizzly.http.HttpResponsePacket;
import org.glassfish.grizzly.memory.Buffers;
import org.jspecify.annotations.Nullable;

/**
 * Refuses a path with a {@code %} that no two hexadecimal digits follow (RFC 3986 section 2.1). Payara Micro 6 fails on it
 * before the request reaches the application, and then answers 200 without a body: a caller would take a write for done. Also
 * refuses what the server answers 400 without a body: a NUL or a backslash, a slash that is escaped, and bytes
 * that are no UTF-8.
 */
final class BadEscapes extends BaseFilter {

    @Override
    public NextAction handleRead(FilterChainContext context) {
        if (!(context.getMessage() instanceof HttpContent content)
                || !(content.getHttpHeader() instanceof HttpRequestPacket request)) {
            return context.getInvokeAction();
        }
        String path = request.getRequestURIRef().getOriginalRequestURIBC().toString(StandardCharsets.US_ASCII);
        Optional<String> broken = broken(path);
        if (broken.isEmpty()) {
            return context.getInvokeAction();
        }
        if (!content.isLast()) {
            // Closed with bytes of the body unread, the caller might not see the answer.
            return context.getStopAction();
        }
        context.write(refusal(context, request, path, broken.get()), new Closing(context.getConnection()));
        return context.getStopAction();
    }

    @SuppressWarnings("rawtypes") // As Grizzly says it.
    private static final class Closing extends EmptyCompletionHandler<WriteResult> {

        private final Connection<?> connection;

        Closing(Connection<?> connection) {
            this.connection = connection;
        }

        @Override
        public void completed(WriteResult written) {
            connection.closeSilently();
        }
    }

    private static HttpContent refusal(
            FilterChainContext context, HttpRequestPacket request, String path, String broken) {
        Trace trace = Trace.from(request.getHeader("traceparent"));
        byte[] body = Problem.of(ApiCode.REQUEST_MALFORMED, broken, path, trace.traceId())
                .toJson()
                .getBytes(StandardCharsets.UTF_8);
        HttpResponsePacket response = request.getResponse();
        response.setStatus(ApiCode.REQUEST_MALFORMED.status());
        response.setReasonPhrase("Bad Request");
        response.setContentType(Problem.MEDIA_TYPE);
        response.setHeader("traceparent", trace.traceparent());
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("Connection", "close");
        response.setContentLength(body.length);
        return HttpContent.builder(response)
                .content(Buffers.wrap(context.getMemoryManager(), body))
                .last(true)
                .build();
    }

    /** What is wrong with a path without its query: the place, the rule and the value. */
    static Optional<String> broken(String path) {
        for (int at = 0; at < path.length(); at++) {
            String value = path.charAt(at) == '%'
                    ? path.substring(at, Math.min(at + 3, path.length()))
                    : path.substring(at, at + 1);
            @Nullable String rule = rule(value);
            if (rule != null) {
                return Optional.of(rule + "; the path has \"" + value + "\" at character " + (at + 1));
            }
        }
        return isUtf8(path)
                ? Optional.empty()
                : Optional.of("what is escaped in a path is UTF-8 (RFC 3986 section 2.5); in this one it is not");
    }

    /** Of a path whose escapes are whole. */
    private static boolean isUtf8(String path) {
        ByteBuffer bytes = ByteBuffer.allocate(path.length());
        for (int at = 0; at < path.length(); at++) {
            boolean escaped = path.charAt(at) == '%';
            bytes.put((byte) (escaped ? Integer.parseInt(path.substring(at + 1, at + 3), 16) : path.charAt(at)));
            at += escaped ? 2 : 0;
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(bytes.flip());
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private static @Nullable String rule(String value) {
        if (value.charAt(0) == '%' && !isEscape(value)) {
            return "a % in a path is followed by two hexadecimal digits (RFC 3986 section 2.1)";
        }
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "%00", "\0" -> "a path holds no NUL";
            case "%5c", "\\" -> "a path holds no backslash";
            case "%2f" -> "a path holds no slash that is escaped: no name here has one";
            default -> null;
        };
    }

    private static boolean isEscape(String value) {
        return value.length() == 3 && isHex(value.charAt(1)) && isHex(value.charAt(2));
    }

    private static boolean isHex(char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    }
}
