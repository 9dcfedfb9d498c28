package io.stakebook.persistence.clock;

import io.stakebook.core.clock.ClockOffset;
import io.stakebook.persistence.posting.RecordStore;
import io.stakebook.persistence.sql.Columns;
import io.stakebook.persistence.sql.RowArrays;
import io.stakebook.persistence.sql.Rows;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;

/** Locks and writes the one offset of the book's clock. */
public final class ClockOffsetStore implements RecordStore<ClockOffset> {

    private static final String LOCK =
            "select seconds, version from clock_offset where id = any (?) order by id for update";
    private static final String INSERT =
            "insert into clock_offset (id, seconds, version) select * from unnest(?, ?, ?)";

    /** The offset never shrinks; an update that would is not carried out and fails the batch. */
    private static final String UPDATE = """
            update clock_offset c set seconds = u.seconds, version = u.version
              from unnest(?, ?, ?) as u (id, seconds, version)
             where c.id = u.id and u.seconds >= c.seconds
            """;

    @Override
    public Class<ClockOffset> type() {
        return ClockOffset.class;
    }

    @Override
    public List<ClockOffset> lockAndLoad(Connection connection, Collection<String> sortedIds) throws SQLException {
        return Rows.read(
                connection,
                LOCK,
                lock -> lock.setArray(1, Columns.texts(connection, sortedIds)),
                row -> new ClockOffset(row.getLong("seconds"), row.getLong("version")));
    }

    @Override
    public void insert(Connection connection, List<ClockOffset> rows) throws SQLException {
        Rows.write(connection, INSERT, arrays(rows));
    }

    @Override
    public void update(Connection connection, List<ClockOffset> rows) throws SQLException {
        Rows.write(connection, UPDATE, arrays(rows));
    }

    private static RowArrays arrays(List<ClockOffset> rows) {
        RowArrays arrays = new RowArrays("text", "int8", "int8");
        rows.forEach(row -> arrays.add(row.recordId(), row.seconds(), row.version()));
        return arrays;
    }
}
