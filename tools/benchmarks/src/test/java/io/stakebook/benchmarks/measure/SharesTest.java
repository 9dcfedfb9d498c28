package io.stakebook.benchmarks.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SharesTest {

    @Test
    void growth_isSharedAmongTheEvents_andWhatStayedIsLeftOut() {
        Map<String, Double> shares = Shares.each(
                Map.of("posting", 1_000L, "account", 800L),
                Map.of("posting", 5_000L, "account", 800L, "new", 600L),
                20);

        assertThat(shares).containsOnly(Map.entry("new", 30.0), Map.entry("posting", 200.0));
        assertThat(Shares.sum(shares)).isEqualTo(230);
        assertThatThrownBy(() -> Shares.each(Map.of(), Map.of(), 0)).hasMessageContaining("0 events");
    }
}
