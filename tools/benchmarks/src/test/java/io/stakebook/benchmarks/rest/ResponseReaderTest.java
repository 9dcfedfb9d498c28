package io.stakebook.benchmarks.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResponseReaderTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 201 Created\r\nContent-Length: 7\r\n\r\n{\"a\":1}",
                "HTTP/1.1 201 Created\r\ncontent-length: 0\r\n\r\n",
                "HTTP/1.1 201 Created\r\nTransfer-Encoding: chunked\r\n\r\n7\r\n{\"a\":1}\r\n3\r\n abc\r\n0\r\n\r\n",
            })
    void answer_isComplete_withItsLastByteAndNotBefore(String answer) {
        ResponseReader reader = new ResponseReader();
        for (int i = 0; i < answer.length(); i++) {
            assertThat(reader.complete()).isFalse();
            reader.take(ByteBuffer.wrap(answer.substring(i, i + 1).getBytes(StandardCharsets.US_ASCII)));
        }
        assertThat(reader.complete()).isTrue();
        assertThat(reader.next()).isEqualTo(201);
        assertThat(reader.complete()).isFalse();
    }

    @Test
    void longAnswer_isKeptWhole() {
        String body = "x".repeat(20_000);
        ResponseReader reader = new ResponseReader();
        reader.take(ByteBuffer.wrap(
                ("HTTP/1.1 200 OK\r\nContent-Length: 20000\r\n\r\n" + body).getBytes(StandardCharsets.US_ASCII)));
        assertThat(reader.complete()).isTrue();
        assertThat(reader.text()).startsWith("HTTP/1.1 200 OK");
        assertThat(reader.next()).isEqualTo(200);
    }

    @Test
    void answerWithoutLength_isNotGuessedAt() {
        ResponseReader reader = new ResponseReader();
        reader.take(ByteBuffer.wrap("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII)));
        assertThatThrownBy(reader::complete).hasMessageContaining("neither its length");
    }
}
