package io.stakebook.persistence.check.frame;

import io.stakebook.persistence.sql.Rows;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/**
 * A rule that the database can compare by itself, each query in one look: for what grows with customers, products and days
 * and not with entries ({@link StretchCheck}).
 *
 * @param examined a query for the number of rows compared
 * @param queries each lists what is wrong as {@code subject, detail}
 */
public record SqlCheck(String examined, List<String> queries) implements Check {

    /** A fault of every row must not be held in memory: most of what is found is only counted. */
    private static final int FETCH = 1_000;

    private static final String CUT =
            "select left(bad.subject, %d), left(bad.detail, %d) from (%s) as bad (subject, detail)";

    public SqlCheck(String examined, String... queries) {
        this(examined, List.of(queries));
    }

    @Override
    public void run(Glances glances, Found found) throws SQLException {
        found.examined(count(glances, examined));
        for (String query : queries) {
            find(glances, query, false, found);
        }
    }

    public static long count(Glances glances, String query) throws SQLException {
        return glances.look(connection ->
                Rows.read(connection, query, read -> {}, row -> row.getLong(1)).get(0));
    }

    /** Tells whatever the query lists, of a look that is taken again what the last listed; a row that cannot be read is told too. */
    public static void find(Glances glances, String query, boolean byLookups, Found found) throws SQLException {
        Found listed = found.none();
        try {
            glances.look(connection -> {
                listed.clear();
                Glances.lookUp(connection, byLookups);
                tell(connection, query, listed);
                return true;
            });
        } catch (SQLException e) {
            if (!Unreadable.says(e)) {
                throw e;
            }
            listed.unreadable(e);
        } finally {
            found.add(listed);
        }
    }

    private static void tell(Connection connection, String query, Found found) throws SQLException {
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
