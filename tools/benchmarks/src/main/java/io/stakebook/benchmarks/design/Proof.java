package io.stakebook.benchmarks.design;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** Asks the books questions whose answer must be a known number. */
public final class Proof {

    private Proof() {}

    /** @throws WrongBooks when the query's one number is another */
    public static void expect(DataSource book, String what, long expected, String query) throws SQLException {
        long found = number(book, query);
        if (found != expected) {
            throw new WrongBooks(what + ": expected " + expected + ", found " + found);
        }
    }

    /** The query's one number. */
    public static long number(DataSource book, String query) throws SQLException {
        try (Connection connection = book.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }

    /** Leaves the planner as well informed as it is in a book that has lived for a while. */
    static void analyze(DataSource book) throws SQLException {
        try (Connection connection = book.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("vacuum analyze");
        }
    }
}
