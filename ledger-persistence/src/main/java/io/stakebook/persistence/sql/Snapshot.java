package io.stakebook.persistence.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
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

    /**
     * @throws io.stakebook.core.error.Unavailable {@code OVERLOADED} when the database does not answer, {@code QUERY_TOO_LONG}
     *     when a query took longer than {@link Bounds#READ}
     */
    public <T> T read(Work<T> work) {
        try (Connection connection = dataSource.getConnection()) {
            return inTransaction(connection, work);
        } catch (SQLException e) {
            throw SqlFailures.of(e);
        }
    }

    /**
     * As {@link #read(Work)}, for work that grows with the book.
     *
     * @param longest each query of it may take
     */
    public <T> T read(Duration longest, Work<T> work) {
        try (Connection connection = dataSource.getConnection()) {
            int ofOthers = connection.getNetworkTimeout();
            connection.setNetworkTimeout(Runnable::run, Bounds.millis(Bounds.ofSocket(longest)));
            try {
                return inTransaction(connection, bounded -> {
                    try (Statement set = bounded.createStatement()) {
                        set.execute("set local statement_timeout = " + Bounds.millis(longest));
                    }
                    return work.run(bounded);
                });
            } finally {
                connection.setNetworkTimeout(Runnable::run, ofOthers);
            }
        } catch (SQLException e) {
            throw SqlFailures.of(e, longest);
        }
    }

    private static <T> T inTransaction(Connection connection, Work<T> work) throws SQLException {
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
    }
}
