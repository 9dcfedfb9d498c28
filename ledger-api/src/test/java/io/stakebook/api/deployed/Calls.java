package io.stakebook.api.deployed;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** Requests to the deployed ledger, and what is common to its answers. */
final class Calls {

    private static final String GERMAN_ADDRESS = "91.0.0.10";
    private static final AtomicInteger KEYS = new AtomicInteger();
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();

    private Calls() {}

    static HttpRequest.Builder get(URL server, String path) {
        // The server names itself by the machine's host name, which need not resolve here; the port is what counts.
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.getPort() + path))
                .timeout(Duration.ofSeconds(30));
    }

    static HttpRequest.Builder authorized(HttpRequest.Builder request, String token) {
        return request.header("Authorization", "Bearer " + token);
    }

    static HttpRequest.Builder post(URL server, String path, String token, String body) {
        return authorized(get(server, path), token)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", "it-" + KEYS.incrementAndGet())
                .header("X-Forwarded-For", GERMAN_ADDRESS)
                .POST(BodyPublishers.ofString(body));
    }

    static JsonObject created(HttpRequest.Builder request) throws Exception {
        HttpResponse<byte[]> answer = send(request);
        JsonObject body = json(answer);
        assertThat(answer.statusCode()).as("%s answered %s", answer.uri(), body).isEqualTo(201);
        return body;
    }

    static void assertProblem(HttpResponse<byte[]> answer, int status, String code) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(contentType(answer)).startsWith("application/problem+json");
        assertThat(json(answer).getString("code")).isEqualTo(code);
    }

    static HttpResponse<byte[]> send(HttpRequest.Builder request) throws Exception {
        return HTTP.send(request.build(), BodyHandlers.ofByteArray());
    }

    static String contentType(HttpResponse<byte[]> answer) {
        return answer.headers().firstValue("Content-Type").orElse("");
    }

    static JsonObject json(HttpResponse<byte[]> answer) {
        try (JsonReader reader = Json.createReader(new ByteArrayInputStream(answer.body()))) {
            return reader.readObject();
        }
    }
}
