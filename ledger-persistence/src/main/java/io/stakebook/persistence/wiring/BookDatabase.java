package io.stakebook.persistence.wiring;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.Config;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Where the book is kept.
 *
 * @param url JDBC URL, {@code jdbc:postgresql://host:port/database}
 * @param acceptedSchema the newest version of a schema made by a newer Stakebook that is served all the same, 0 for none
 */
record BookDatabase(String url, String user, String password, int acceptedSchema) {

    private static final String URL_KEY = "stakebook.db.url";
    private static final String ACCEPT_KEY = "stakebook.schema.accept-newer";
    private static final int MOST_TRIES = 20;
    private static final int BETWEEN_TRIES_MILLIS = 500;
    private static final int ANSWER_SECONDS = 5;

    BookDatabase {
        if (!url.startsWith("jdbc:postgresql:")) {
            throw new IllegalArgumentException(
                    "configuration key " + URL_KEY + " is jdbc:postgresql://host:port/database, not \"" + url + "\"");
        }
    }

    static BookDatabase read(Config config) {
        return new BookDatabase(
                required(config, URL_KEY), required(config, "stakebook.db.user"), password(config), accepted(config));
    }

    private static String required(Config config, String key) {
        return config.getOptionalValue(key, String.class)
                .filter(value -> !value.isBlank())
                .orElseThrow(() -> new IllegalArgumentException("configuration key " + key + " is required"));
    }

    /** May be empty: a database may trust its socket. */
    private static String password(Config config) {
        return config.getOptionalValue("stakebook.db.password", String.class).orElse("");
    }

    private static int accepted(Config config) {
        String asked =
                config.getOptionalValue(ACCEPT_KEY, String.class).orElse("0").strip();
        if (!asked.matches("[0-9]{1,6}")) {
            throw new IllegalArgumentException(
                    "configuration key " + ACCEPT_KEY + " is the number of a schema version, 0 to 999999");
        }
        return Integer.parseInt(asked);
    }

    /** Connections outside any pool and any container transaction, for those who keep theirs. */
    DataSource direct() {
        return source();
    }

    private PGSimpleDataSource source() {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url);
        source.setUser(user);
        source.setPassword(password);
        source.setApplicationName("stakebook");
        source.setTcpKeepAlive(true);
        source.setConnectTimeout(5);
        source.setLoginTimeout(10);
        source.setSocketTimeout(60);
        return source;
    }

    /** The same without a limit of time, for migrations: they take as long as the book is large. */
    DataSource patient() {
        PGSimpleDataSource source = source();
        source.setSocketTimeout(0);
        return source;
    }

    /** Waits a little for a database that is still starting. */
    void await(DataSource source) {
        SQLException last = new SQLException("the database was never asked");
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            try (Connection connection = source.getConnection()) {
                if (connection.isValid(ANSWER_SECONDS)) {
                    return;
                }
            } catch (SQLException e) {
                last = e;
            }
            try {
                Thread.sleep(BETWEEN_TRIES_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                break;
            }
        }
        throw new IllegalStateException("the database at " + url + " does not answer", last);
    }

    @Override
    public String toString() {
        return "BookDatabase[" + url + " as " + user + "]";
    }
}
