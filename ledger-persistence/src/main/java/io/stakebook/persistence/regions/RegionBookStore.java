package io.stakebook.persistence.regions;

import io.stakebook.core.id.ChangeId;
import io.stakebook.core.regions.RegionBook;
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

/** Locks and writes the one row of region states. */
public final class RegionBookStore implements RecordStore<RegionBook> {

    static final String SELECT = "select version, toggles, active_change, active_since from region_book";

    private static final String INSERT = """
            insert into region_book (id, version, toggles, active_change, active_since)
            select * from unnest(?, ?, ?, ?, ?)
            """;

    private static final String UPDATE = """
            update region_book r
               set version = u.version, toggles = u.toggles, active_change = u.active_change,
                   active_since = u.active_since
              from unnest(?, ?, ?, ?, ?) as u (id, version, toggles, active_change, active_since)
             where r.id = u.id and u.version > r.version
            """;

    @Override
    public Class<RegionBook> type() {
        return RegionBook.class;
    }

    @Override
    public List<RegionBook> lockAndLoad(Connection connection, Collection<String> sortedIds) throws SQLException {
        return Rows.read(connection, SELECT + " for update", lock -> {}, RegionBookStore::read);
    }

    static RegionBook read(ResultSet row) throws SQLException {
        @Nullable UUID change = Columns.uuidOrNull(row, "active_change");
        return new RegionBook(
                RegionLines.states(row.getLong("version"), row.getString("toggles")),
                change == null ? null : new ChangeId(change),
                Columns.time(row, "active_since"));
    }

    @Override
    public void insert(Connection connection, List<RegionBook> rows) throws SQLException {
        Rows.write(connection, INSERT, arrays(rows));
    }

    @Override
    public void update(Connection connection, List<RegionBook> rows) throws SQLException {
        Rows.write(connection, UPDATE, arrays(rows));
    }

    private static RowArrays arrays(List<RegionBook> rows) {
        RowArrays arrays = new RowArrays("text", "int8", "text", "uuid", "timestamptz");
        for (RegionBook row : rows) {
            arrays.add(
                    row.recordId(),
                    row.states().version(),
                    RegionLines.toggles(row.states()),
                    row.activeChangeOrNull() == null
                            ? null
                            : row.activeChangeOrNull().value(),
                    row.activeSince());
        }
        return arrays;
    }
}
