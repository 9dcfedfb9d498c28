package io.stakebook.launcher.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** HTTP with tokens, idempotency keys and JSON; nothing about ledgers. */
final class HttpApi {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final URI base;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final ObjectMapper json = new ObjectMapper();
    private final AtomicLong keys = new AtomicLong();

    HttpApi(URI base) {
        this.base = base;
    }

    Reply get(String token, String path) {
        return send(request(token, path).GET(), "GET " + path);
    }

    Reply post(String token, String path, Map<String, ?> body) {
        return post(token, path, body, Map.of());
    }

    /** @param headers sent besides the token, the content type and a fresh idempotency key; they win over these */
    Reply post(String token, String path, Map<String, ?> body, Map<String, String> headers) {
        return postBytes(token, path, "application/json", bytes(body), headers);
    }

    /** A POST that has no body. */
    Reply postNothing(String token, String path) {
        return send(
                request(token, path).setHeader("Idempotency-Key", nextKey()).POST(HttpRequest.BodyPublishers.noBody()),
                "POST " + path);
    }

    Reply postBytes(String token, String path, String type, byte[] body, Map<String, String> headers) {
        HttpRequest.Builder request = request(token, path)
                .setHeader("Content-Type", type)
                .setHeader("Idempotency-Key", nextKey())
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        headers.forEach(request::setHeader);
        return send(request, "POST " + path);
    }

    private String nextKey() {
        return "demo-" + keys.incrementAndGet();
    }

    private HttpRequest.Builder request(String token, String path) {
        return HttpRequest.newBuilder(base.resolve(path)).timeout(LIMIT).setHeader("Authorization", "Bearer " + token);
    }

    private Reply send(HttpRequest.Builder request, String what) {
        try {
            HttpResponse<byte[]> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            String type = answer.headers().firstValue("Content-Type").orElse("");
            JsonNode body = type.contains("json") ? json.readTree(answer.body()) : MissingNode.getInstance();
            return new Reply(what, answer.statusCode(), answer.headers(), body, answer.body());
        } catch (IOException e) {
            throw new StepFailed(what + " got no answer: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StepFailed(what + " was interrupted", e);
        }
    }

    private byte[] bytes(Map<String, ?> body) {
        try {
            return json.writeValueAsString(body).getBytes(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("a request body is always writable: " + body, e);
        }
    }
}
