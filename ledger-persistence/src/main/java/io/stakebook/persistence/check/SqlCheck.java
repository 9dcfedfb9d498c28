package io.stakebook.persistence.check;

import io.stakebook.persistence.sql.Rows;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A rule that the database can compare by itself.
 *
 * @param examined a query for the number of rows compared
 * @param queries each lists what is wrong as {@code subject, detail}
 */
record SqlCheck(String examined, List<String> queries) implements Check {

    /** SQLSTATE class 22, data exception: text that is no JSON, no number, no time. What is stored can always be read. */
    private static final Pattern UNREADABLE = Pattern.compile("22...");

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
                Rows.read(connection, query, read -> {}, row -> {
                    found.add(row.getString(1), row.getString(2));
                    return true;
                });
                connection.releaseSavepoint(before);
            } catch (SQLException e) {
                if (!UNREADABLE.matcher(String.valueOf(e.getSQLState())).matches()) {
                    throw e;
                }
                connection.rollback(before);
                found.add("a row", "holds what cannot be read: " + e.getMessage());
            }
        }
    }
}
