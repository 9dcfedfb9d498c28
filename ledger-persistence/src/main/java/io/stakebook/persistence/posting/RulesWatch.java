package io.stakebook.persistence.posting;

import java.sql.Connection;
import java.sql.SQLException;

/** Keeps the rules in force current. Asked in every batch, so that a change made on any node acts on the next batch here. */
@FunctionalInterface
public interface RulesWatch {

    /** The rules in force, read inside the batch's transaction; the policy is reloaded only when its version moved. */
    Rules current(Connection connection) throws SQLException;

    /**
     * True when the rules are kept in rows of this type. A command that declares one may change the rules: those behind it are
     * decided after its commit.
     */
    default boolean areKeptIn(Class<?> type) {
        return false;
    }
}
