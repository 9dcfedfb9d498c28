package io.stakebook.persistence.regions;

import static org.assertj.core.api.Assertions.assertThat;

import io.stakebook.policy.change.Approval;
import java.time.Instant;
import java.util.List;
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
}
