package io.stakebook.benchmarks.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LatenciesTest {

    @Test
    void percentile_isAValueThatWasMeasured() {
        Latencies latencies = new Latencies();
        for (int i = 100; i >= 1; i--) {
            latencies.add(i * 1_000_000L);
        }

        assertThat(latencies.millis(50)).isEqualTo(50);
        assertThat(latencies.millis(99)).isEqualTo(99);
        assertThat(latencies.millis(100)).isEqualTo(100);
        assertThat(new Latencies().millis(99)).isZero();
    }

    @Test
    void latencies_beyondTheFirstBlock_areAllKept() {
        Latencies latencies = new Latencies();
        for (int i = 0; i < 200_000; i++) {
            latencies.add(i);
        }
        assertThat(latencies.count()).isEqualTo(200_000);
    }

    @Test
    void median_ofTurns_ignoresTheOneThatWasDisturbed() {
        Measurement median = Measurement.median(List.of(turn(900), turn(10), turn(1_000)));

        assertThat(median.rate()).isEqualTo(900);
        assertThat(median.lowest()).isEqualTo(10);
        assertThat(median.highest()).isEqualTo(1_000);
        assertThat(median.refused()).isEqualTo(3);
    }

    private static Measurement turn(double rate) {
        return new Measurement(rate, 1, 2, 1, 1, 0, 5, rate, rate);
    }
}
