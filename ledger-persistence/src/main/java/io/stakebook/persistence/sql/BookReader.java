package io.stakebook.persistence.sql;

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

    /**
     * @throws io.stakebook.core.error.Unavailable {@code OVERLOADED} when the database does not answer, {@code QUERY_TOO_LONG}
     *     when it stopped the query; nothing was changed
     */
    public <T> T read(String sql, Query<T> query) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(sql)) {
            return query.run(connection, select);
        } catch (SQLException e) {
            throw SqlFailures.of(e);
        }
    }
}
