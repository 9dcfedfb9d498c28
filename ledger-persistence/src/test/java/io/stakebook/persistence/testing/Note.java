package io.stakebook.persistence.testing;

import io.stakebook.core.posting.Stored;
import io.stakebook.persistence.posting.RecordStore;
import io.stakebook.persistence.sql.Columns;
import io.stakebook.persistence.sql.RowArrays;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The smallest row a command can write: a counter with a name. */
public record Note(String id, long count) implements Stored {

    @Override
    public String recordId() {
        return id;
    }

    public static final String TABLE = "create table note (id text primary key, count bigint not null)";

    /** Its store. */
    public static final class Store implements RecordStore<Note> {

        @Override
        public Class<Note> type() {
            return Note.class;
        }

        @Override
        public List<Note> lockAndLoad(Connection connection, Collection<String> sortedIds) throws SQLException {
            List<Note> found = new ArrayList<>();
            try (PreparedStatement lock = connection.prepareStatement(
                    "select id, count from note where id = any (?) order by id for update")) {
                lock.setArray(1, Columns.texts(connection, sortedIds));
                try (ResultSet row = lock.executeQuery()) {
                    while (row.next()) {
                        found.add(new Note(row.getString(1), row.getLong(2)));
                    }
                }
            }
            return found;
        }

        @Override
        public void insert(Connection connection, List<Note> rows) throws SQLException {
            write(connection, rows, "insert into note (id, count) select * from unnest(?, ?)");
        }

        @Override
        public void update(Connection connection, List<Note> rows) throws SQLException {
            write(
                    connection,
                    rows,
                    "update note n set count = u.count from unnest(?, ?) as u (id, count) where n.id = u.id");
        }

        private static void write(Connection connection, List<Note> rows, String sql) throws SQLException {
            RowArrays arrays = new RowArrays("text", "int8");
            rows.forEach(row -> arrays.add(row.id(), row.count()));
            try (PreparedStatement write = connection.prepareStatement(sql)) {
                arrays.bind(connection, write, 1);
                write.executeUpdate();
            }
        }
    }
}
