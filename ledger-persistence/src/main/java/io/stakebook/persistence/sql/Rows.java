package io.stakebook.persistence.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Runs one statement and reads or counts its rows. */
public final class Rows {

    private Rows() {}

    /** Reads one row. */
    @FunctionalInterface
    public interface Mapper<T> {
        T map(ResultSet row) throws SQLException;
    }

    /** Sets the parameters. */
    @FunctionalInterface
    public interface Binder {
        void bind(PreparedStatement statement) throws SQLException;
    }

    public static <T> List<T> read(Connection connection, String sql, Binder binder, Mapper<T> mapper)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            binder.bind(statement);
            try (ResultSet row = statement.executeQuery()) {
                List<T> found = new ArrayList<>();
                while (row.next()) {
                    found.add(mapper.map(row));
                }
                return found;
            }
        }
    }

    /** Writes rows given as arrays and insists that each row was written. */
    public static void write(Connection connection, String sql, RowArrays rows) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            rows.bind(connection, statement, 1);
            int written = statement.executeUpdate();
            if (written != rows.size()) {
                throw new IllegalStateException("of " + rows.size() + " rows " + written + " were written by: " + sql);
            }
        }
    }
}
