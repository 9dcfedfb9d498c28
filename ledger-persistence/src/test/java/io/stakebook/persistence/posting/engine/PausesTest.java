package io.stakebook.persistence.posting.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PausesTest {

    @Test
    void interrupt_isForgotten_soThatThePauseIsOne() {
        Thread.currentThread().interrupt();

        Pauses.pause(1);

        assertThat(Thread.interrupted()).isFalse();
    }
}
