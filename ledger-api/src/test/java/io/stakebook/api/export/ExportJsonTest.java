package io.stakebook.api.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.stakebook.api.http.json.JsonText;
import io.stakebook.core.export.ExportJob;
import io.stakebook.core.export.ExportRange;
import io.stakebook.core.export.ExportStage;
import io.stakebook.core.export.ExportState;
import io.stakebook.core.export.ExportedBundle;
import io.stakebook.core.id.ExportId;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class ExportJsonTest {

    private static final Instant ASKED = Instant.parse("2026-04-01T08:00:00Z");
    private static final ExportId ID = new ExportId(new UUID(0, 1));

    @Test
    void queuedExport_hasNoRangeYet() {
        ExportJob queued = new ExportJob(
                ID,
                null,
                null,
                ExportState.QUEUED,
                ExportStage.WAITING,
                null,
                0,
                0,
                "ada",
                ASKED,
                null,
                null,
                null,
                null);

        assertThat(JsonText.object(json -> ExportJson.job(json, queued)))
                .isEqualTo(
                        "{\"id\":\"" + ID + "\",\"state\":\"queued\",\"stage\":\"waiting\",\"progress\":{\"done\":0},"
                                + "\"requestedBy\":\"ada\",\"requestedAt\":\"2026-04-01T08:00:00Z\"}");
    }

    @Test
    void completedExport_saysWhereItsBundleIs() {
        ExportedBundle bundle = new ExportedBundle(2, 900, "a".repeat(64), "b".repeat(64), "cm9vdA==", 7);
        ExportJob completed = new ExportJob(
                ID,
                null,
                null,
                ExportState.COMPLETED,
                ExportStage.DONE,
                new ExportRange(4, 12),
                8,
                1,
                "ada",
                ASKED,
                ASKED,
                ASKED,
                null,
                bundle);

        assertThat(JsonText.object(json -> ExportJson.job(json, completed)))
                .contains("\"fromSize\":4,\"toSize\":12,\"progress\":{\"done\":8,\"total\":8}")
                .contains("\"bundle\":{\"sequence\":2,\"entries\":7,\"bytes\":900")
                .contains("\"href\":\"/v1/exports/" + ID + "/bundle\"");
    }
}
