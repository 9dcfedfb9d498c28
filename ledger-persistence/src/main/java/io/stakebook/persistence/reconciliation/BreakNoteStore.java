package io.stakebook.persistence.reconciliation;

import io.stakebook.core.id.BreakId;
import io.stakebook.core.reconciliation.BreakNote;
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

/** Adds notes of breaks. The break itself is the lock: a note's number is counted in it. */
public final class BreakNoteStore implements RecordStore<BreakNote> {

    static final String SELECT = "select break_id, number, note, owner, noted_by, noted_at from reward_break_note";

    private static final String INSERT = """
            insert into reward_break_note (break_id, number, note, owner, noted_by, noted_at)
            select * from unnest(?, ?, ?, ?, ?, ?)
            """;

    @Override
    public Class<BreakNote> type() {
        return BreakNote.class;
    }

    @Override
    public List<BreakNote> lockAndLoad(Connection connection, Collection<String> sortedIds) {
        return List.of();
    }

    static BreakNote read(ResultSet row) throws SQLException {
        return new BreakNote(
                new BreakId(row.getObject("break_id", UUID.class)),
                row.getLong("number"),
                row.getString("note"),
                row.getString("owner"),
                row.getString("noted_by"),
                Columns.time(row, "noted_at"));
    }

    @Override
    public void insert(Connection connection, List<BreakNote> rows) throws SQLException {
        RowArrays arrays = new RowArrays("uuid", "int8", "text", "text", "text", "timestamptz");
        rows.forEach(
                row -> arrays.add(row.of().value(), row.number(), row.text(), row.ownerOrNull(), row.by(), row.at()));
        Rows.write(connection, INSERT, arrays);
    }

    @Override
    public void update(Connection connection, List<BreakNote> rows) {
        throw new IllegalStateException("a note never changes");
    }
}
