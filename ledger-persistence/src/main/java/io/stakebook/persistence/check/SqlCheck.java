package io.stakebook.persistence.check;

import io.stakebook.persistence.sql.Rows;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.List;

/**
 * A rule that the database can compare by itself.
 *
 * @param examined a query for the number of rows compared
 * @param queries each lists what is wrong as {@code subject, detail}
 */
record SqlCheck(String examined, List<String> queries) implements Check {

    /** A fault of every row must not be held in memory: most of what is found is only counted. */
    private static final int FETCH = 1_000;

    private static final String CUT =
            "select left(bad.subject, %d), left(bad.detail, %d) from (%s) as bad (subject, detail)";

    SqlCheck(String examined, String... queries) {
        this(examined, List.of(queries));
    }

    @Override
    public void run(Connection connection, Found found) throws SQLException {
        found.examined(Rows.read(connection, examined, read -> {}, row -> row.getLong(1))
                .get(0));
        for (String query : queries) {
            Savepoint before = connection.setSavepoint();
            try {
                look(connection, query, found);
                connection.releaseSavepoint(before);
            } catch (SQLException e) {
                if (!Unreadable.says(e)) {
                    throw e;
                }
                connection.rollback(before);
                found.unreadable(e);
            }
        }
    }

    private static void look(Connection connection, String query, Found found) throws SQLException {
        String cut = CUT.formatted(Found.SUBJECT + 1, Found.DETAIL + 1, query);
        try (PreparedStatement read = connection.prepareStatement(cut)) {
            read.setFetchSize(FETCH);
            try (ResultSet row = read.executeQuery()) {
                while (row.next()) {
                    found.add(row.getString(1), row.getString(2));
                }
            }
        }
    }
}
