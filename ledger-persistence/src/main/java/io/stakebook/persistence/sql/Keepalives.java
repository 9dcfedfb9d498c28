package io.stakebook.persistence.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** For every session that holds a lock of the whole book: a machine that vanished must not hold it for hours. */
public final class Keepalives {

    /** The server gives up a machine that vanished after 25 s. */
    public static final String SETTINGS =
            "set tcp_keepalives_idle = 10; set tcp_keepalives_interval = 5; set tcp_keepalives_count = 3;\n";

    private Keepalives() {}

    public static void set(Connection session) throws SQLException {
        try (Statement settings = session.createStatement()) {
            settings.execute(SETTINGS);
        }
    }
}
