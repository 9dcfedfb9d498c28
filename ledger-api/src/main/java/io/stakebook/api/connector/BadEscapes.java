package io.stakebook.api.connector;

import io.stakebook.api.http.ApiCode;
import io.stakebook.api.http.Problem;
import io.stakebook.api.http.Trace;
import java.nio.charset.StandardCharsets;
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

/**
 * Refuses a path with a {@code %} that no two hexadecimal digits follow (RFC 3986 section 2.1). Payara Micro 6 fails on it
 * before the request reaches the application, and then answers 200 without a body: a caller would take a write for done.
 */
final class BadEscapes extends BaseFilter {

    @Override
    public NextAction handleRead(FilterChainContext context) {
        if (!(context.getMessage() instanceof HttpContent content)
                || !(content.getHttpHeader() instanceof HttpRequestPacket request)) {
            return context.getInvokeAction();
        }
        String path = request.getRequestURIRef().getOriginalRequestURIBC().toString(StandardCharsets.US_ASCII);
        if (isEscapedRight(path)) {
            return context.getInvokeAction();
        }
        if (!content.isLast()) {
            // Closed with bytes of the body unread, the caller might not see the answer.
            return context.getStopAction();
        }
        context.write(refusal(context, request, path), new Closing(context.getConnection()));
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

    private static HttpContent refusal(FilterChainContext context, HttpRequestPacket request, String path) {
        Trace trace = Trace.from(request.getHeader("traceparent"));
        byte[] body = Problem.of(
                        ApiCode.REQUEST_MALFORMED,
                        "a % in a path is followed by two hexadecimal digits (RFC 3986), in this one it is not",
                        path,
                        trace.traceId())
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

    /** Of a path without its query. */
    static boolean isEscapedRight(String path) {
        for (int at = path.indexOf('%'); at >= 0; at = path.indexOf('%', at + 1)) {
            if (at + 2 >= path.length() || !isHex(path.charAt(at + 1)) || !isHex(path.charAt(at + 2))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isHex(char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    }
}
