package io.stakebook.persistence.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import io.stakebook.persistence.testing.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

final class PooledSourceTest {

    private final TestDatabase database = TestDatabase.createEmpty();

    @Test
    void session_isStoppedByTheServerFirst_andGivenUpByTheSocketThen() throws Exception {
        DataSource source = source("");

        assertThat(setting(source, "statement_timeout")).isEqualTo("1min");
        try (Connection connection = source.getConnection()) {
            assertThat(connection.getNetworkTimeout()).isEqualTo(75_000);
        }
    }

    @Test
    void optionsOfTheAddress_areKept_butForTheBound() throws Exception {
        DataSource source = source("?options=-c%20work_mem=5MB%20-c%20statement_timeout=0");

        assertThat(setting(source, "work_mem")).isEqualTo("5MB");
        assertThat(setting(source, "statement_timeout")).isEqualTo("1min");
    }

    private DataSource source(String query) {
        PooledSource source = new PooledSource();
        source.setUrl(database.url() + query);
        source.setUser("postgres");
        return source;
    }

    private static String setting(DataSource source, String name) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement show = connection.createStatement();
                ResultSet row = show.executeQuery("show " + name)) {
            row.next();
            return row.getString(1);
        }
    }
}
