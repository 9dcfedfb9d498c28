package io.stakebook.benchmarks.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.stakebook.benchmarks.measure.Processors.Look;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class ProcessorsTest {

    @Test
    void foreignShare_isWhatWasNeitherIdleNorOurs() {
        Look before = new Look(1_000, 500, 100);
        Look after = new Look(1_200, 540, 220);

        // 200 ticks passed, 40 of them idle, 120 ours.
        assertThat(after.foreignSince(before)).isCloseTo(20, within(1e-9));
        assertThat(before.foreignSince(before)).isNaN();
    }

    @Test
    void foreignShare_isNeverNegative_whenTheCountersOfOursRunAhead() {
        assertThat(new Look(100, 0, 101).foreignSince(new Look(0, 0, 0))).isZero();
    }

    @Test
    void counters_areReadFromTheColumnsLinuxDocuments() {
        assertThat(Processors.machine("cpu  10 1 20 300 40 5 6 7 99 99")).containsExactly(389, 340);
        assertThat(Processors.ours("42 (a (b) c) S 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16"))
                .isEqualTo(11 + 12 + 13 + 14);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void ourOwnWork_isNotForeign() {
        Processors processors = new Processors(List.of(ProcessHandle.current().pid()));
        Look before = processors.look();
        long until = System.nanoTime() + 300_000_000L;
        long spun = 0;
        while (System.nanoTime() < until) {
            spun++;
        }
        Look after = processors.look();

        assertThat(spun).isPositive();
        assertThat(after.ours()).isGreaterThan(before.ours());
        assertThat(after.total()).isGreaterThan(before.total());
    }
}
