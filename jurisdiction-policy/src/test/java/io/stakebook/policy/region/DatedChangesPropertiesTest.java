package io.stakebook.policy.region;

import static org.assertj.core.api.Assertions.assertThat;

import io.stakebook.policy.change.Direction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Changes of one region, each made some time after the one before and dated then or ahead, against a plain list of instants. */
class DatedChangesPropertiesTest {
    private static final Region SG = new Region("SG");
    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
    private static final int END = 60;

    /** @param after seconds since the change before
     * @param ahead seconds until it is to begin */
    record Change(int after, int ahead, RegionState state) {}

    @Provide
    Arbitrary<List<Change>> changes() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 6),
                        Arbitraries.integers().between(0, 12),
                        Arbitraries.of(RegionState.values()))
                .as(Change::new)
                .list()
                .ofMaxSize(8);
    }

    private static Instant at(int second) {
        return START.plusSeconds(second);
    }

    @Property
    void each_change_rules_from_its_date_on_and_leaves_every_moment_before(@ForAll("changes") List<Change> changes) {
        RegionState[] expected = new RegionState[END + 1];
        java.util.Arrays.fill(expected, RegionState.ALLOW);
        RegionStates states = RegionStates.empty();
        int now = 0;
        for (Change change : changes) {
            now += change.after;
            int from = now + change.ahead;
            RegionStates before = states;
            RegionToggle toggle = new RegionToggle(SG, change.state, "b", at(from));
            states = states.with(toggle, at(now));
            boolean stricter = false;
            boolean looser = false;
            for (int second = from; second <= END; second++) {
                int step = change.state.compareTo(expected[second]);
                stricter |= step > 0;
                looser |= step < 0;
                expected[second] = change.state;
            }
            assertThat(Direction.between(before, states, at(now)))
                    .isEqualTo(looser ? Direction.LOOSENING : stricter ? Direction.TIGHTENING : Direction.NEUTRAL);
            assertThat(states.bindsAlike(before, at(now))).isEqualTo(!looser && !stricter);
            assertThat(before.taking(states, at(now)).hash()).isEqualTo(states.hash());
            List<RegionState> course = new ArrayList<>();
            for (int second = now; second <= END; second++) {
                course.add(states.state(SG, at(second)));
            }
            assertThat(course).containsExactly(java.util.Arrays.copyOfRange(expected, now, END + 1));
            assertThat(RegionStates.of(states.version(), states.toggles()).hash())
                    .isEqualTo(states.hash());
        }
    }

    @Property
    void until_its_next_date_nothing_changes(@ForAll("changes") List<Change> changes) {
        RegionStates states = RegionStates.empty();
        int now = 0;
        for (Change change : changes) {
            now += change.after;
            states = states.with(new RegionToggle(SG, change.state, "b", at(now + change.ahead)), at(now));
        }
        for (int second = now; second < END; second++) {
            Instant next = states.nextBoundary(at(second)).orElse(at(END));
            if (next.isAfter(at(second + 1))) {
                assertThat(states.state(SG, at(second + 1))).isEqualTo(states.state(SG, at(second)));
            }
        }
    }
}
