package io.stakebook.persistence.regions;

import static org.assertj.core.api.Assertions.assertThat;

import io.stakebook.policy.change.Approval;
import io.stakebook.policy.change.ImpactPreview;
import io.stakebook.policy.region.Provisional;
import io.stakebook.policy.region.Region;
import io.stakebook.policy.region.RegionState;
import io.stakebook.policy.region.RegionStates;
import io.stakebook.policy.region.RegionToggle;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RegionLinesTest {

    private static final Instant AT = Instant.parse("2026-11-22T10:15:30Z");

    @Test
    void approvals_withAndWithoutAComment_areReadAsTheyWereWritten() {
        List<Approval> approvals =
                List.of(new Approval("ben", "a1", AT, ""), new Approval("cid", "a1", AT, "checked against the notice"));

        assertThat(RegionLines.approvals(RegionLines.approvals(approvals))).isEqualTo(approvals);
    }

    @Test
    void approval_keptBeforeThereWereComments_isReadWithoutOne() {
        assertThat(RegionLines.approvals("2026-11-22T10:15:30Z\ta1\tben"))
                .containsExactly(new Approval("ben", "a1", AT, ""));
    }

    @Test
    void toggles_settledAndProvisional_areReadAsTheyWereWritten() {
        RegionToggle settled =
                new RegionToggle(new Region("SG"), RegionState.NO_NEW, "order 7  of the UNTIL board", AT);
        Provisional limit = new Provisional("chg_1", AT.plusSeconds(60), Optional.of(settled));
        RegionStates states = RegionStates.of(
                4,
                List.of(
                        new RegionToggle(new Region("DE"), RegionState.EXIT_ONLY, "BEFORE", AT)
                                .limited(new Provisional("chg_2", AT.plusNanos(1_000), Optional.empty())),
                        new RegionToggle(new Region("SG"), RegionState.STOP_REWARD, "a call", AT).limited(limit),
                        new RegionToggle(new Region("US-NY"), RegionState.ALLOW, "b", AT)));

        RegionStates read = RegionLines.states(4, RegionLines.toggles(states));

        assertThat(read.toggles()).containsExactlyElementsOf(states.toggles());
        assertThat(read.hash()).isEqualTo(states.hash());
        assertThat(RegionLines.states(0, "").isEmpty()).isTrue();
    }

    @Test
    void toggles_thatFollowEachOther_andCellsWithRewards_areReadAsTheyWereWritten() {
        RegionStates states = RegionStates.of(
                        4, List.of(new RegionToggle(new Region("SG"), RegionState.NO_NEW, "order 7", AT)))
                .with(new RegionToggle(new Region("SG"), RegionState.ALLOW, "b", AT.plusSeconds(9)), AT);
        assertThat(RegionLines.states(4, RegionLines.toggles(states)).toggles())
                .containsExactlyElementsOf(states.toggles());

        List<ImpactPreview.Cell> cells = List.of(
                new ImpactPreview.Cell(new Region("SG"), "PERMIT A", "DENY B", "PERMIT C", "DENY D", 1, 2, Map.of()),
                new ImpactPreview.Cell(new Region("DE"), "PERMIT A", "DENY B", 1, 2, Map.of()));
        assertThat(RegionLines.cells(RegionLines.cells(cells))).isEqualTo(cells);
    }

    @Test
    void toggles_keptBeforeThereWereProvisionalOnes_areReadWithTheirHash() {
        String kept = "SG NO_NEW 2026-11-22T10:15:30Z order 7 of the regulator\n";

        RegionStates read = RegionLines.states(1, kept);

        assertThat(read.toggles())
                .containsExactly(
                        new RegionToggle(new Region("SG"), RegionState.NO_NEW, "order 7 of the regulator", AT));
        assertThat(RegionLines.toggles(read)).isEqualTo(kept);
    }
}
