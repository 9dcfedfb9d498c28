package io.stakebook.system;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** HTTP to one server of the stack. Every answer is held against the contract. */
public final class Api {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final AtomicLong KEYS = new AtomicLong();

    private final URI base;
    private final Contract contract;
    private final Duration limit;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();

    public Api(URI base, Contract contract) {
        this(base, contract, LIMIT);
    }

    /** @param limit how long an answer is waited for */
    public Api(URI base, Contract contract, Duration limit) {
        this.base = base;
        this.contract = contract;
        this.limit = limit;
    }

    /** A key nobody used before. */
    public static String freshKey() {
        return "st-" + Long.toString(System.nanoTime(), 36) + "-" + KEYS.incrementAndGet();
    }

    public static byte[] bytes(Object json) {
        try {
            return JSON.writeValueAsBytes(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("a test's body is not JSON", e);
        }
    }

    public Answer get(@Nullable String token, String path) {
        return send("GET", path, headers(token), null);
    }

    /** Posts under a fresh key. */
    public Answer post(@Nullable String token, String path, Object body) {
        return post(token, path, body, Map.of());
    }

    /** Posts under a fresh key unless {@code more} has one. */
    public Answer post(@Nullable String token, String path, Object body, Map<String, String> more) {
        Map<String, String> headers = headers(token);
        headers.put("Content-Type", "application/json");
        headers.put("Idempotency-Key", freshKey());
        headers.putAll(more);
        return send("POST", path, headers, bytes(body));
    }

    public static Map<String, String> headers(@Nullable String token) {
        Map<String, String> headers = new LinkedHashMap<>();
        if (token != null) {
            headers.put("Authorization", "Bearer " + token);
        }
        return headers;
    }

    /** Sends exactly this. */
    public Answer send(String method, String path, Map<String, String> headers, byte @Nullable [] body) {
        try {
            return trySend(method, path, headers, body);
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + path + " got no answer", e);
        }
    }

    /** As {@link #send}, for callers that expect the connection to break. */
    public Answer trySend(String method, String path, Map<String, String> headers, byte @Nullable [] body)
            throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(limit)
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        headers.forEach(request::setHeader);
        try {
            HttpResponse<byte[]> response = http.send(request.build(), BodyHandlers.ofByteArray());
            Answer answer = new Answer(method + " " + path, response.statusCode(), response.headers(), response.body());
            contract.check(method, path, answer);
            return answer;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
