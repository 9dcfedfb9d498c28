package io.stakebook.persistence.period;

import io.stakebook.core.closing.CloseOverride;
import io.stakebook.core.id.OverrideId;
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
import org.jspecify.annotations.Nullable;

/** Reads and writes overrides of checklists. */
public final class CloseOverrideStore implements RecordStore<CloseOverride> {

    static final String SELECT = """
            select override_id, period_id, close_number, reason, given_by, given_at, accepted from period_override
            """;

    private static final String LOCK = SELECT + " where override_id = any (?) order by override_id for share";

    private static final String INSERT = """
            insert into period_override (override_id, period_id, close_number, reason, given_by, given_at, accepted)
            select * from unnest(?, ?, ?, ?, ?, ?, ?)
            """;

    @Override
    public Class<CloseOverride> type() {
        return CloseOverride.class;
    }

    @Override
    public List<CloseOverride> lockAndLoad(Connection connection, Collection<String> sortedIds) throws SQLException {
        return Rows.readByUuid(
                connection, LOCK, sortedIds, id -> OverrideId.parse(id).value(), CloseOverrideStore::read);
    }

    static CloseOverride read(ResultSet row) throws SQLException {
        return new CloseOverride(
                new OverrideId(row.getObject("override_id", UUID.class)),
                PeriodId.parse(row.getString("period_id")),
                row.getLong("close_number"),
                row.getString("reason"),
                row.getString("given_by"),
                Columns.time(row, "given_at"),
                row.getString("accepted").lines().toList());
    }

    /** The override a period or a close names in its row. */
    static @Nullable OverrideId idOrNull(ResultSet row) throws SQLException {
        UUID id = row.getObject("override_id", UUID.class);
        return id == null ? null : new OverrideId(id);
    }

    static @Nullable UUID uuidOrNull(@Nullable OverrideId id) {
        return id == null ? null : id.value();
    }

    @Override
    public void insert(Connection connection, List<CloseOverride> rows) throws SQLException {
        RowArrays arrays = new RowArrays("uuid", "text", "int8", "text", "text", "timestamptz", "text");
        for (CloseOverride row : rows) {
            arrays.add(
                    row.id().value(),
                    row.period(),
                    row.closeNumber(),
                    row.reason(),
                    row.by(),
                    row.at(),
                    String.join("\n", row.accepted()));
        }
        Rows.write(connection, INSERT, arrays);
    }

    @Override
    public void update(Connection connection, List<CloseOverride> rows) {
        throw new UnsupportedOperationException("an override never changes");
    }
}
