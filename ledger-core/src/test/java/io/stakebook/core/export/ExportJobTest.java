package io.stakebook.core.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stakebook.core.id.ExportId;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class ExportJobTest {

    private static final Instant ASKED = Instant.parse("2026-04-01T08:00:00Z");
    private static final ExportedBundle BUNDLE =
            new ExportedBundle(0, 1_000, "0".repeat(64), "1".repeat(64), "cm9vdA==", 3);
    private final ExportJob queued = ExportJob.queued(new ExportId(new UUID(1, 1)), null, 9L, "ada", ASKED);

    @Test
    void export_goesFromQueuedOverItsStagesToCompleted() {
        ExportJob planning = queued.started(ASKED.plusSeconds(1));
        ExportJob writing = planning.writing(new ExportRange(4, 9)).wrote(5);
        ExportJob done = writing.packing().completed(BUNDLE, ASKED.plusSeconds(2));

        assertThat(planning.stage()).isEqualTo(ExportStage.PLANNING);
        assertThat(writing.stage()).isEqualTo(ExportStage.WRITING);
        assertThat(done.state()).isEqualTo(ExportState.COMPLETED);
        assertThat(done.stage()).isEqualTo(ExportStage.DONE);
        assertThat(done.done()).isEqualTo(5);
        assertThat(done.bundle()).contains(BUNDLE);
    }

    @Test
    void exportTakenUpAgain_keepsItsTimeAndRange_andCountsAnew() {
        ExportJob left = queued.started(ASKED.plusSeconds(1))
                .writing(new ExportRange(4, 9))
                .wrote(3);

        ExportJob again = left.started(ASKED.plusSeconds(60));

        assertThat(again.startedAtOrNull()).isEqualTo(ASKED.plusSeconds(1));
        assertThat(again.range()).contains(new ExportRange(4, 9));
        assertThat(again.done()).isZero();
    }

    @Test
    void finishedExport_cannotGoOn() {
        ExportJob failed = queued.started(ASKED).failed("the disk is full", ASKED);
        ExportJob completed =
                queued.started(ASKED).writing(new ExportRange(0, 9)).completed(BUNDLE, ASKED);

        assertThatThrownBy(() -> failed.started(ASKED)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> completed.failed("late", ASKED)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void stretchThatRunsBackwards_isNoRange() {
        assertThatThrownBy(() -> new ExportRange(5, 4)).hasMessageContaining("from 5 to 4");
        assertThat(new ExportRange(5, 5).events()).isZero();
    }
}
