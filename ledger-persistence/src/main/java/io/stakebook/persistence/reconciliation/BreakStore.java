package io.stakebook.persistence.reconciliation;

import io.stakebook.core.id.BreakId;
import io.stakebook.core.reconciliation.Break;
import io.stakebook.core.reconciliation.Resolution;
import io.stakebook.persistence.posting.RecordStore;
import io.stakebook.persistence.sql.Columns;
import io.stakebook.persistence.sql.RowArrays;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;

/** Adds breaks and closes them. */
public final class BreakStore implements RecordStore<Break> {

    private static final String LOCK = BreakRows.SELECT + " where break_id = any (?) order by break_id for update";

    private static final String INSERT = """
            insert into reward_break (break_id, statement_id, provider, type, product_id, asset, day, line, reported,
                                      accrued, commission, receivable, corrected, corrections, tolerance, owner,
                                      opened_at)
            select * from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;

    private static final String UPDATE = """
            update reward_break b
               set resolution = u.resolution, resolution_note = u.note, resolved_by = u.by, resolved_at = u.at,
                   entry_id = u.entry_id
              from unnest(?, ?, ?, ?, ?, ?) as u (break_id, resolution, note, by, at, entry_id)
             where b.break_id = u.break_id
            """;

    @Override
    public Class<Break> type() {
        return Break.class;
    }

    @Override
    public List<Break> lockAndLoad(Connection connection, Collection<String> sortedIds) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(LOCK)) {
            select.setArray(
                    1,
                    Columns.uuids(connection, sortedIds, id -> BreakId.parse(id).value()));
            return BreakRows.read(select);
        }
    }

    @Override
    public void insert(Connection connection, List<Break> rows) throws SQLException {
        RowArrays arrays = new RowArrays(
                "uuid",
                "uuid",
                "text",
                "text",
                "text",
                "text",
                "date",
                "int4",
                "numeric",
                "numeric",
                "numeric",
                "bool",
                "numeric",
                "int8",
                "numeric",
                "text",
                "timestamptz");
        for (Break row : rows) {
            arrays.add(
                    row.id().value(),
                    row.statement().value(),
                    row.provider(),
                    row.type(),
                    row.product(),
                    row.asset(),
                    row.day(),
                    row.line(),
                    row.reported(),
                    row.expected().accrued(),
                    row.expected().commission(),
                    row.expected().receivable(),
                    row.expected().corrected(),
                    row.expected().corrections(),
                    row.expected().tolerance(),
                    row.owner(),
                    row.openedAt());
        }
        execute(connection, INSERT, arrays);
    }

    @Override
    public void update(Connection connection, List<Break> rows) throws SQLException {
        RowArrays arrays = new RowArrays("uuid", "text", "text", "text", "timestamptz", "uuid");
        for (Break row : rows) {
            Resolution resolution = row.resolution()
                    .orElseThrow(() -> new IllegalStateException("break " + row.id() + " changes only to be resolved"));
            arrays.add(
                    row.id().value(),
                    resolution.kind(),
                    resolution.note(),
                    resolution.by(),
                    resolution.at(),
                    resolution.entry().map(entry -> entry.value()).orElse(null));
        }
        execute(connection, UPDATE, arrays);
    }

    private static void execute(Connection connection, String sql, RowArrays arrays) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            arrays.bind(connection, statement, 1);
            int written = statement.executeUpdate();
            if (written != arrays.size()) {
                throw new IllegalStateException("of " + arrays.size() + " breaks " + written + " were written");
            }
        }
    }
}
