package io.stakebook.persistence.check;

import java.sql.Connection;
import java.sql.SQLException;

/** One rule of the book, looked at in the caller's snapshot. */
@FunctionalInterface
interface Check {

    void run(Connection connection, Found found) throws SQLException;
}
