package io.stakebook.persistence.sql;

import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.error.Unavailable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Runs one query at a time on a connection of its own; sees what is committed. */
public final class BookReader {

    private final DataSource dataSource;

    public BookReader(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Binds the parameters, runs the query and reads the rows. */
    public interface Query<T> {
        T run(Connection connection, PreparedStatement select) throws SQLException;
    }

    /** @throws Unavailable {@code OVERLOADED} when the database does not answer; nothing was changed */
    public <T> T read(String sql, Query<T> query) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(sql)) {
            return query.run(connection, select);
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    /** A connection, resource, operator or retry problem passes by itself; anything else is a mistake of ours. */
    private static RuntimeException failure(SQLException cause) {
        String state = cause.getSQLState();
        if (state != null && state.matches("(08|40|53|55|57).*")) {
            Unavailable unavailable =
                    new Unavailable(ErrorCode.OVERLOADED, "the database did not answer a query; ask again later");
            unavailable.initCause(cause);
            return unavailable;
        }
        return new IllegalStateException("a query failed with SQL state " + state, cause);
    }
}
