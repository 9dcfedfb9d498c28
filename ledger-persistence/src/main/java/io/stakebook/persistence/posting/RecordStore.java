package io.stakebook.persistence.posting;

import io.stakebook.core.posting.Stored;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Locks and writes the rows of one {@link Stored} type, inside the engine's transaction. Set-based: one statement a call.
 *
 * @param <T> the type of row
 */
public interface RecordStore<T extends Stored> {

    Class<T> type();

    /**
     * Locks the rows that exist, in the order given, and returns them. A row that was inserted by another transaction
     * after this statement began may be missing; {@link #insert} then fails on its key and the engine tries again.
     *
     * @param sortedIds record ids, ascending and distinct
     */
    List<T> lockAndLoad(Connection connection, Collection<String> sortedIds) throws SQLException;

    /** Writes rows that were not there. A row that is there is a unique violation, never an overwrite. */
    void insert(Connection connection, List<T> rows) throws SQLException;

    /** Writes the new value of rows that were loaded under lock. Types that never change refuse. */
    void update(Connection connection, List<T> rows) throws SQLException;

    /**
     * The same, knowing how each row stood when it was locked. A store whose row stands for many may leave out those that
     * are as they were.
     *
     * @param loaded the rows as this transaction loaded them under lock, by record id
     */
    default void update(Connection connection, List<T> rows, Map<String, T> loaded) throws SQLException {
        update(connection, rows);
    }
}
