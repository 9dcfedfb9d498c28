package io.stakebook.persistence.sql;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Runs several queries against one consistent snapshot of the book, on a connection of their own; never writes. */
public final class Snapshot {

    private final DataSource dataSource;

    public Snapshot(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** What is read. */
    @FunctionalInterface
    public interface Work<T> {
        T run(Connection connection) throws SQLException;
    }

    /** @throws io.stakebook.core.error.Unavailable {@code OVERLOADED} when the database does not answer */
    public <T> T read(Work<T> work) {
        try (Connection connection = dataSource.getConnection()) {
            connection.setReadOnly(true);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            connection.setAutoCommit(false);
            try {
                return work.run(connection);
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
                connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
                connection.setReadOnly(false);
            }
        } catch (SQLException e) {
            throw SqlFailures.of(e);
        }
    }
}
