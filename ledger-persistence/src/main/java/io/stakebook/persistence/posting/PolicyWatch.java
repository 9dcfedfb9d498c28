package io.stakebook.persistence.posting;

import io.stakebook.core.decision.ActivePolicy;
import java.sql.Connection;
import java.sql.SQLException;

/** Keeps the policy in force current. Asked in every batch, so that a change made on any node acts on the next batch here. */
@FunctionalInterface
public interface PolicyWatch {

    /** The policy in force, read inside the batch's transaction; reloaded only when its version moved. */
    ActivePolicy current(Connection connection) throws SQLException;
}
