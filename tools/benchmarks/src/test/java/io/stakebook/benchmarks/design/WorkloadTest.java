package io.stakebook.benchmarks.design;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class WorkloadTest {

    @Property
    void everyTransfer_movesSomethingBetweenTwoAccountsThatExist(
            @ForAll Workload workload, @ForAll long seed, @ForAll @IntRange(min = 2, max = 50) int accounts) {
        Transfer drawn = workload.draw(new Random(seed), accounts, 0);

        assertThat(drawn.payer()).isBetween(0, accounts).isNotEqualTo(drawn.payee());
        assertThat(drawn.payee()).isBetween(0, accounts);
        assertThat(drawn.units()).isPositive().isLessThan(Workload.OPENING);
        assertThat(drawn.payer() == Transfer.OMNIBUS || drawn.payee() == Transfer.OMNIBUS)
                .isEqualTo(workload == Workload.HOT);
    }

    @Property
    void overdrawnTransfer_isPaidByACustomerWhoCannot(@ForAll Workload workload, @ForAll long seed) {
        Transfer drawn = workload.draw(new Random(seed), 10, 100);

        assertThat(drawn.payer()).isNotEqualTo(Transfer.OMNIBUS);
        assertThat(drawn.units()).isGreaterThan(Workload.OPENING * 10);
    }

    @Test
    void uniform_reachesEveryPair() {
        Random random = new Random(1);
        Set<String> pairs = new HashSet<>();
        for (int i = 0; i < 1_000; i++) {
            Transfer drawn = Workload.UNIFORM.draw(random, 4, 0);
            pairs.add(drawn.payer() + ">" + drawn.payee());
        }
        assertThat(pairs).hasSize(4 * 3);
    }
}
