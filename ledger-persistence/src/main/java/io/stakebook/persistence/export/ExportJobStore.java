package io.stakebook.persistence.export;

import io.stakebook.core.export.ExportJob;
import io.stakebook.core.id.ExportId;
import io.stakebook.persistence.posting.RecordStore;
import io.stakebook.persistence.sql.Columns;
import io.stakebook.persistence.sql.Rows;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Collection;
import java.util.List;

/** Adds queued exports; how they go on is the seat's to write ({@link JdbcExportSeat}). */
public final class ExportJobStore implements RecordStore<ExportJob> {

    private static final String LOCK =
            ExportJobRows.SELECT + " where export_id = any (?) order by export_id for update";

    private static final String INSERT = """
            insert into export_job (export_id, from_asked, to_asked, state, stage, done, requested_by, requested_at)
            values (?, ?, ?, ?, ?, ?, ?, ?)
            """;

    @Override
    public Class<ExportJob> type() {
        return ExportJob.class;
    }

    @Override
    public List<ExportJob> lockAndLoad(Connection connection, Collection<String> sortedIds) throws SQLException {
        return Rows.readByUuid(
                connection, LOCK, sortedIds, id -> ExportId.parse(id).value(), ExportJobRows::one);
    }

    @Override
    public void insert(Connection connection, List<ExportJob> rows) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            for (ExportJob row : rows) {
                insert.setObject(1, row.id().value());
                insert.setObject(2, row.fromAskedOrNull(), Types.BIGINT);
                insert.setObject(3, row.toAskedOrNull(), Types.BIGINT);
                insert.setString(4, row.state().name());
                insert.setString(5, row.stage().name());
                insert.setLong(6, row.done());
                insert.setString(7, row.requestedBy());
                insert.setObject(8, Columns.time(row.requestedAt()));
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    @Override
    public void update(Connection connection, List<ExportJob> rows) {
        throw new IllegalStateException("an export is moved on by the holder of the export seat only");
    }
}
