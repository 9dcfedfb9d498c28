package io.stakebook.persistence.logkey;

import io.stakebook.core.logkey.LogKey;
import io.stakebook.core.proof.note.VerifierKey;
import io.stakebook.persistence.posting.RecordStore;
import io.stakebook.persistence.sql.Columns;
import io.stakebook.persistence.sql.RowArrays;
import io.stakebook.persistence.sql.Rows;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;

/** Locks and writes keys of the log. */
public final class LogKeyStore implements RecordStore<LogKey> {

    static final String SELECT = "select vkey, valid_from_size, added_by, added_at, told from log_key";

    private static final String LOCK = SELECT + " where vkey = any (?) order by vkey for update";

    private static final String INSERT = "insert into log_key (vkey, valid_from_size, added_by, added_at, told)"
            + " select * from unnest(?, ?, ?, ?, ?)";

    private static final String UPDATE = """
            update log_key k set told = u.told
              from unnest(?, ?, ?, ?, ?) as u (vkey, valid_from_size, added_by, added_at, told)
             where k.vkey = u.vkey
            """;

    @Override
    public Class<LogKey> type() {
        return LogKey.class;
    }

    @Override
    public List<LogKey> lockAndLoad(Connection connection, Collection<String> sortedIds) throws SQLException {
        return Rows.read(
                connection, LOCK, lock -> lock.setArray(1, Columns.texts(connection, sortedIds)), LogKeyStore::read);
    }

    static LogKey read(ResultSet row) throws SQLException {
        return new LogKey(
                VerifierKey.parse(row.getString("vkey")),
                row.getLong("valid_from_size"),
                row.getString("added_by"),
                Columns.time(row, "added_at"),
                row.getBoolean("told"));
    }

    @Override
    public void insert(Connection connection, List<LogKey> rows) throws SQLException {
        Rows.write(connection, INSERT, arrays(rows));
    }

    @Override
    public void update(Connection connection, List<LogKey> rows) throws SQLException {
        Rows.write(connection, UPDATE, arrays(rows));
    }

    private static RowArrays arrays(List<LogKey> rows) {
        RowArrays arrays = new RowArrays("text", "int8", "text", "timestamptz", "bool");
        rows.forEach(
                row -> arrays.add(row.recordId(), row.validFromSize(), row.addedByOrNull(), row.addedAt(), row.told()));
        return arrays;
    }
}
