package io.stakebook.persistence.check;

import io.stakebook.persistence.sql.Rows;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * A rule that the database can compare by itself.
 *
 * @param examined a query for the number of rows compared
 * @param queries each lists what is wrong as {@code subject, detail}
 */
record SqlCheck(String examined, List<String> queries) implements Check {

    SqlCheck(String examined, String... queries) {
        this(examined, List.of(queries));
    }

    @Override
    public void run(Connection connection, Found found) throws SQLException {
        found.examined(Rows.read(connection, examined, read -> {}, row -> row.getLong(1))
                .get(0));
        for (String query : queries) {
            Rows.read(connection, query, read -> {}, row -> {
                found.add(row.getString(1), row.getString(2));
                return true;
            });
        }
    }
}
