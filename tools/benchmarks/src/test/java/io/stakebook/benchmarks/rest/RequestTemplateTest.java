package io.stakebook.benchmarks.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RequestTemplateTest {

    private static final String BODY = "{\"from\":\"{customer}\",\"to\":\"{customer}\"}";

    @Test
    void everyRequest_hasAKeyOfItsOwn_andCustomersDrawnForEachPlace() {
        RequestTemplate template = new RequestTemplate("/v1/entries", "t", BODY, List.of("aaa", "bbb"));
        Random random = new Random(1);
        Set<String> keys = new HashSet<>();
        Set<String> bodies = new HashSet<>();
        for (int i = 0; i < 200; i++) {
            ByteBuffer out = ByteBuffer.allocate(template.length());
            template.draw(random, out);
            String request = new String(out.array(), StandardCharsets.UTF_8);
            String[] parts = request.split("\r\n\r\n", -1);
            keys.add(parts[0].replaceAll("(?s).*Idempotency-Key: ", ""));
            bodies.add(parts[1]);
            assertThat(out.hasRemaining()).isFalse();
            assertThat(parts[0])
                    .startsWith("POST /v1/entries HTTP/1.1\r\n")
                    .contains("Content-Length: " + parts[1].length() + "\r\n");
        }
        assertThat(keys).hasSize(200).allMatch(key -> key.matches("[0-9a-f]{24}"));
        assertThat(bodies)
                .containsExactlyInAnyOrder(
                        "{\"from\":\"aaa\",\"to\":\"aaa\"}",
                        "{\"from\":\"aaa\",\"to\":\"bbb\"}",
                        "{\"from\":\"bbb\",\"to\":\"aaa\"}",
                        "{\"from\":\"bbb\",\"to\":\"bbb\"}");
    }

    @Test
    void customersOfDifferentLengths_areRefused() {
        assertThatThrownBy(() -> new RequestTemplate("/", "t", BODY, List.of("a", "bb")))
                .hasMessageContaining("one length");
    }
}
