package io.stakebook.persistence.period;

import io.stakebook.core.closing.Period;
import io.stakebook.core.period.PeriodId;
import io.stakebook.core.period.PeriodState;
import io.stakebook.persistence.posting.RecordStore;
import io.stakebook.persistence.sql.Columns;
import io.stakebook.persistence.sql.RowArrays;
import io.stakebook.persistence.sql.Rows;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;

/** Locks and writes periods. */
public final class PeriodStore implements RecordStore<Period> {

    static final String SELECT =
            "select period_id, state, closing_since, closing_by, sealed_at, sealed_by, override_id, closes, version from period";

    private static final String LOCK = SELECT + " where period_id = any (?) order by period_id for update";

    private static final String COLUMNS =
            "(period_id, state, closing_since, closing_by, sealed_at, sealed_by, override_id, closes, version)";

    private static final String INSERT =
            "insert into period " + COLUMNS + " select * from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?)";

    private static final String UPDATE = """
            update period p
               set state = u.state, closing_since = u.closing_since, closing_by = u.closing_by, sealed_at = u.sealed_at,
                   sealed_by = u.sealed_by, override_id = u.override_id, closes = u.closes, version = u.version
              from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?) as u
            """ + COLUMNS + " where p.period_id = u.period_id and p.version < u.version";

    @Override
    public Class<Period> type() {
        return Period.class;
    }

    @Override
    public List<Period> lockAndLoad(Connection connection, Collection<String> sortedIds) throws SQLException {
        return Rows.read(
                connection, LOCK, lock -> lock.setArray(1, Columns.texts(connection, sortedIds)), PeriodStore::read);
    }

    static Period read(ResultSet row) throws SQLException {
        return new Period(
                PeriodId.parse(row.getString("period_id")),
                PeriodState.valueOf(row.getString("state")),
                Columns.time(row, "closing_since"),
                row.getString("closing_by"),
                Columns.timeOrNull(row, "sealed_at"),
                row.getString("sealed_by"),
                CloseOverrideStore.idOrNull(row),
                row.getLong("closes"),
                row.getLong("version"));
    }

    @Override
    public void insert(Connection connection, List<Period> rows) throws SQLException {
        Rows.write(connection, INSERT, arrays(rows));
    }

    @Override
    public void update(Connection connection, List<Period> rows) throws SQLException {
        Rows.write(connection, UPDATE, arrays(rows));
    }

    private static RowArrays arrays(List<Period> rows) {
        RowArrays arrays =
                new RowArrays("text", "text", "timestamptz", "text", "timestamptz", "text", "uuid", "int8", "int8");
        for (Period row : rows) {
            arrays.add(
                    row.id(),
                    row.state(),
                    row.closingSince(),
                    row.closingBy(),
                    row.sealedAtOrNull(),
                    row.sealedByOrNull(),
                    CloseOverrideStore.uuidOrNull(row.overrideOrNull()),
                    row.closes(),
                    row.version());
        }
        return arrays;
    }
}
