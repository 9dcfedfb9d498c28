package io.stakebook.persistence.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

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
            return all(statement, mapper);
        }
    }

    /** Reads the rows of a query whose parameters are set. */
    public static <T> List<T> all(PreparedStatement select, Mapper<T> mapper) throws SQLException {
        try (ResultSet row = select.executeQuery()) {
            return mapped(row, mapper);
        }
    }

    /**
     * Reads the rows of these UUIDs.
     *
     * @param sql whose one parameter is the array of them
     */
    public static <I, T> List<T> readByUuid(
            Connection connection, String sql, Collection<I> ids, Function<? super I, UUID> uuid, Mapper<T> mapper)
            throws SQLException {
        return read(connection, sql, read -> read.setArray(1, Columns.uuids(connection, ids, uuid)), mapper);
    }

    /** Runs statements that go together in one round trip and reads the rows of the last, however many come before it. */
    public static <T> List<T> readLast(Connection connection, String sql, Binder binder, Mapper<T> mapper)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            binder.bind(statement);
            @Nullable ResultSet last = null;
            boolean rows = statement.execute();
            while (rows || statement.getUpdateCount() >= 0) {
                last = rows ? statement.getResultSet() : null;
                rows = statement.getMoreResults(Statement.KEEP_CURRENT_RESULT);
            }
            if (last == null) {
                throw new IllegalStateException("the last statement gives no rows: " + sql);
            }
            return mapped(last, mapper);
        }
    }

    private static <T> List<T> mapped(ResultSet row, Mapper<T> mapper) throws SQLException {
        List<T> found = new ArrayList<>();
        while (row.next()) {
            found.add(mapper.map(row));
        }
        return found;
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
