package io.stakebook.api.connector;

import io.stakebook.api.http.problem.ApiCode;
import io.stakebook.api.http.problem.Problem;
import io.stakebook.api.http.problem.Trace;
import java.nio.charset.StandardCharsets;
import java.util.function.BiFunction;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.EmptyCompletionHandler;
import org.glassfish.grizzly.WriteResult;
import org.glassfish.grizzly.http.HttpContent;
import org.glassfish.grizzly.http.HttpRequestPacket;
import org.glassfish.grizzly.http.HttpResponsePacket;
import org.glassfish.grizzly.memory.Buffers;

/** Answers a request with a problem before the application sees it, and closes the connection. */
record Refusal(BiFunction<String, String, Problem> problem) {

    private static final String LAST = Refusal.class.getName();

    static Refusal of(ApiCode code, String detail) {
        return new Refusal((path, traceId) -> Problem.of(code, detail, path, traceId));
    }

    /** Of a request of which this is the connection. */
    <L> void answer(Connection<L> connection, HttpRequestPacket request) {
        connection.getAttributes().setAttribute(LAST, true);
        Trace trace = Trace.from(request.getHeader("traceparent"));
        Problem told = problem.apply(path(request), trace.traceId());
        byte[] body = told.toJson().getBytes(StandardCharsets.UTF_8);
        HttpResponsePacket response = request.getResponse();
        response.setStatus(told.status());
        response.setReasonPhrase(reason(told.status()));
        response.setContentType(Problem.MEDIA_TYPE);
        response.setHeader("traceparent", trace.traceparent());
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("Connection", "close");
        if (told.status() == 503) {
            response.setHeader("Retry-After", "1");
        }
        response.setContentLength(body.length);
        HttpContent answer = HttpContent.builder(response)
                .content(Buffers.wrap(connection.getMemoryManager(), body))
                .last(true)
                .build();
        connection.write(answer, new Closing<>(connection));
    }

    /** The connection was answered for the last time: what else arrives on it is no request. */
    static boolean wasLast(Connection<?> connection) {
        return connection.getAttributes().getAttribute(LAST) != null;
    }

    static String path(HttpRequestPacket request) {
        return request.getRequestURIRef().getOriginalRequestURIBC().toString(StandardCharsets.US_ASCII);
    }

    private static String reason(int status) {
        return switch (status) {
            case 400 -> "Bad Request";
            case 408 -> "Request Timeout";
            default -> "Service Unavailable";
        };
    }

    private static final class Closing<L> extends EmptyCompletionHandler<WriteResult<HttpContent, L>> {

        private final Connection<L> connection;

        Closing(Connection<L> connection) {
            this.connection = connection;
        }

        @Override
        public void completed(WriteResult<HttpContent, L> written) {
            connection.closeSilently();
        }

        @Override
        public void failed(Throwable failure) {
            connection.closeSilently();
        }
    }
}
