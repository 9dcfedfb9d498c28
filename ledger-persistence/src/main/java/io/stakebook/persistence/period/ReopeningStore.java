package io.stakebook.persistence.period;

import io.stakebook.core.closing.Reopening;
import io.stakebook.core.id.ReopeningId;
import io.stakebook.core.period.PeriodId;
import io.stakebook.persistence.posting.RecordStore;
import io.stakebook.persistence.sql.Columns;
import io.stakebook.persistence.sql.RowArrays;
import io.stakebook.persistence.sql.Rows;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** Locks and writes wishes to reopen. */
public final class ReopeningStore implements RecordStore<Reopening> {

    static final String SELECT = """
            select reopening_id, period_id, close_number, reason, requested_by, requested_at, approved_by, approved_at, version
              from period_reopening
            """;

    private static final String LOCK = SELECT + " where reopening_id = any (?) order by reopening_id for update";

    private static final String COLUMNS = """
            (reopening_id, period_id, close_number, reason, requested_by, requested_at, approved_by, approved_at, version)
            """;

    private static final String INSERT =
            "insert into period_reopening " + COLUMNS + "select * from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?)";

    private static final String UPDATE =
            """
            update period_reopening r
               set approved_by = u.approved_by, approved_at = u.approved_at, version = u.version
              from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?) as u
            """ + COLUMNS + " where r.reopening_id = u.reopening_id and r.version < u.version";

    @Override
    public Class<Reopening> type() {
        return Reopening.class;
    }

    @Override
    public List<Reopening> lockAndLoad(Connection connection, Collection<String> sortedIds) throws SQLException {
        return Rows.readByUuid(
                connection, LOCK, sortedIds, id -> ReopeningId.parse(id).value(), ReopeningStore::read);
    }

    static Reopening read(ResultSet row) throws SQLException {
        return new Reopening(
                new ReopeningId(row.getObject("reopening_id", UUID.class)),
                PeriodId.parse(row.getString("period_id")),
                row.getLong("close_number"),
                row.getString("reason"),
                row.getString("requested_by"),
                Columns.time(row, "requested_at"),
                row.getString("approved_by"),
                Columns.timeOrNull(row, "approved_at"),
                row.getLong("version"));
    }

    @Override
    public void insert(Connection connection, List<Reopening> rows) throws SQLException {
        Rows.write(connection, INSERT, arrays(rows));
    }

    @Override
    public void update(Connection connection, List<Reopening> rows) throws SQLException {
        Rows.write(connection, UPDATE, arrays(rows));
    }

    private static RowArrays arrays(List<Reopening> rows) {
        RowArrays arrays =
                new RowArrays("uuid", "text", "int8", "text", "text", "timestamptz", "text", "timestamptz", "int8");
        for (Reopening row : rows) {
            arrays.add(
                    row.id().value(),
                    row.period(),
                    row.closeNumber(),
                    row.reason(),
                    row.requestedBy(),
                    row.requestedAt(),
                    row.approvedByOrNull(),
                    row.approvedAtOrNull(),
                    row.version());
        }
        return arrays;
    }
}
