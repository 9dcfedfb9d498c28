package io.stakebook.persistence.posting;

import java.sql.Connection;
import java.sql.SQLException;

/** Keeps the policy in force current. Asked in every batch, so that a change made on any node acts on the next batch here. */
@FunctionalInterface
public interface PolicyWatch {

    /** Reads the version in force inside the batch's transaction and reloads when it moved. */
    void refresh(Connection connection) throws SQLException;
}
