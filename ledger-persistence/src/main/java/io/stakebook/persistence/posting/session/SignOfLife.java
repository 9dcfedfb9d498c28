package io.stakebook.persistence.posting.session;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/**
 * Tells the server, while nothing else is said inside a transaction, that this node lives: one that says nothing for two seconds
 * loses its session. A node that is slow, or waits for its turn, keeps it; one that was stopped says nothing. One thread only.
 */
public final class SignOfLife {

    /** A third of what the server waits: it leaves room for a machine that has little time for us. */
    public static final Duration EVERY = Duration.ofMillis(700);

    private final Connection connection;
    private long given = System.nanoTime();

    /** @param connection has just been heard of */
    public SignOfLife(Connection connection) {
        this.connection = connection;
    }

    /** Gives one when the last is some time ago. */
    public void whenDue() throws SQLException {
        if (System.nanoTime() - given > EVERY.toNanos()) {
            give();
        }
    }

    public void give() throws SQLException {
        try (Statement sign = connection.createStatement()) {
            sign.execute("select 1");
        }
        given = System.nanoTime();
    }
}
