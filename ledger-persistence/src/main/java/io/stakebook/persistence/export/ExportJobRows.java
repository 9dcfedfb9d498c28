package io.stakebook.persistence.export;

import io.stakebook.core.export.ExportJob;
import io.stakebook.core.export.ExportRange;
import io.stakebook.core.export.ExportStage;
import io.stakebook.core.export.ExportState;
import io.stakebook.core.export.ExportedBundle;
import io.stakebook.core.id.ExportId;
import io.stakebook.persistence.sql.Columns;
import io.stakebook.persistence.sql.Rows;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads export jobs. */
final class ExportJobRows {

    static final String SELECT = """
            select export_id, from_asked, to_asked, state, stage, from_size, to_size, done, attempts, requested_by, requested_at,
                   started_at, finished_at, failure, export_seq, bytes, sha256, manifest_sha256, root, entries
              from export_job
            """;

    private ExportJobRows() {}

    static List<ExportJob> read(PreparedStatement select) throws SQLException {
        return Rows.all(select, ExportJobRows::one);
    }

    static ExportJob one(ResultSet row) throws SQLException {
        Long from = row.getObject("from_size", Long.class);
        Long to = row.getObject("to_size", Long.class);
        return new ExportJob(
                new ExportId(row.getObject("export_id", UUID.class)),
                row.getObject("from_asked", Long.class),
                row.getObject("to_asked", Long.class),
                ExportState.valueOf(row.getString("state")),
                ExportStage.valueOf(row.getString("stage")),
                from == null || to == null ? null : new ExportRange(from, to),
                row.getLong("done"),
                row.getInt("attempts"),
                row.getString("requested_by"),
                Columns.time(row, "requested_at"),
                Columns.timeOrNull(row, "started_at"),
                Columns.timeOrNull(row, "finished_at"),
                row.getString("failure"),
                bundle(row));
    }

    private static @Nullable ExportedBundle bundle(ResultSet row) throws SQLException {
        Long sequence = row.getObject("export_seq", Long.class);
        return sequence == null
                ? null
                : new ExportedBundle(
                        sequence,
                        row.getLong("bytes"),
                        row.getString("sha256"),
                        row.getString("manifest_sha256"),
                        row.getString("root"),
                        row.getLong("entries"));
    }
}
