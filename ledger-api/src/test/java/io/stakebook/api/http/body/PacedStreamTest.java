package io.stakebook.api.http.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stakebook.api.http.problem.RefusedRequest;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PacedStreamTest {

    @Test
    void bodyThatBreaksOff_isTheCallersFault_andNamed() {
        InputStream broken = new FilterInputStream(InputStream.nullInputStream()) {
            @Override
            public int read(byte[] into, int from, int length) throws IOException {
                throw new IOException("the connection was reset");
            }
        };

        assertThatThrownBy(() -> new PacedStream(broken, "trace").readAllBytes())
                .isInstanceOfSatisfying(RefusedRequest.class, refused -> {
                    assertThat(refused.status()).isEqualTo(408);
                    assertThat(refused.code()).isEqualTo("BODY_INCOMPLETE");
                });
    }

    @Test
    void bodyMayTakeTenSeconds_andOneMoreForEach64KiB() {
        Pace pace = new Pace(0);

        assertThat(pace.isLate(0, Duration.ofSeconds(10).toNanos())).isFalse();
        assertThat(pace.isLate(0, Duration.ofSeconds(11).toNanos())).isTrue();
        assertThat(pace.isLate(65_536, Duration.ofSeconds(11).toNanos())).isFalse();
        assertThat(pace.isLate(65_536, Duration.ofSeconds(12).toNanos())).isTrue();
    }
}
