package io.stakebook.persistence.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class EventuallyTest {

    @Test
    void whatNeverComes_failsByItsName() {
        assertThatThrownBy(() -> Eventually.until("every event has its place", Duration.ofMillis(20), () -> false))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("every event has its place")
                .hasMessageContaining("PT0.02S");
    }

    @Test
    void whatComesLater_isWaitedFor() {
        AtomicInteger looks = new AtomicInteger();

        Eventually.until("the third look", Duration.ofSeconds(20), () -> looks.incrementAndGet() == 3);

        assertThat(looks).hasValue(3);
    }
}
