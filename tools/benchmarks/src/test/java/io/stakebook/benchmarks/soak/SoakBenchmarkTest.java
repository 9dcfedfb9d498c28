package io.stakebook.benchmarks.soak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class SoakBenchmarkTest {

    @Test
    void flatness_comparesTheLastThirdWithTheFirst_byTheirMedians() {
        // One window of each third was disturbed; the middle third counts for nothing.
        List<Double> rates = List.of(100.0, 10.0, 100.0, 1.0, 1.0, 1.0, 90.0, 90.0, 5.0);

        assertThat(SoakBenchmark.lastToFirst(rates)).isCloseTo(0.9, within(1e-9));
    }
}
