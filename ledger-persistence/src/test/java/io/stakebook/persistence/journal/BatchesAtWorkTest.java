package io.stakebook.persistence.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stakebook.core.error.Unavailable;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BatchesAtWorkTest {

    private static final Instant NOW = Instant.parse("2026-03-01T09:00:00Z");

    private final AtomicInteger looks = new AtomicInteger();

    @AfterEach
    void interruptNoOtherTest() {
        Thread.interrupted();
    }

    @Test
    void batchThatEnds_isWaitedFor() {
        BatchesAtWork.await(millis -> looks.incrementAndGet() < 3 ? Set.of("a", "b" + looks) : Set.of());

        assertThat(looks).hasValue(3);
    }

    @Test
    void threadThatIsInterrupted_doesNotAskWithoutPause() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> BatchesAtWork.await(millis -> Set.of("a" + 0 * looks.incrementAndGet())))
                .isInstanceOf(Unavailable.class)
                .hasMessageContaining("interrupted");
        assertThat(looks).hasValue(1);
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
    }

    @Test
    void momentOfAFasterClock_isNotTakenForPast() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> BatchesAtWork.await(NOW.plusMillis(1), Clock.fixed(NOW, ZoneOffset.UTC), millis -> {
                    looks.incrementAndGet();
                    return Set.of();
                }))
                .isInstanceOf(Unavailable.class);
        assertThat(looks).hasValue(0);
    }
}
