package io.stakebook.persistence.testing;

import io.stakebook.persistence.schema.SchemaMigrator;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/** A migrated database of its own on the JVM's one PostgreSQL. */
public final class TestDatabase {

    private static final String TEMPLATE = "book_template";
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static @Nullable EmbeddedPostgres server;

    private final String name;
    private final int port;

    private TestDatabase(String name, int port) {
        this.name = name;
        this.port = port;
    }

    /** A fresh copy of the migrated schema. */
    public static synchronized TestDatabase create() {
        EmbeddedPostgres running = server();
        TestDatabase fresh = new TestDatabase("book_" + COUNT.incrementAndGet(), running.getPort());
        on(running, "create database " + fresh.name + " template " + TEMPLATE);
        return fresh;
    }

    /** A database without any schema. */
    public static synchronized TestDatabase createEmpty() {
        EmbeddedPostgres running = server();
        TestDatabase fresh = new TestDatabase("empty_" + COUNT.incrementAndGet(), running.getPort());
        on(running, "create database " + fresh.name);
        return fresh;
    }

    private static synchronized EmbeddedPostgres server() {
        if (server != null) {
            return server;
        }
        try {
            EmbeddedPostgres started = EmbeddedPostgres.builder()
                    .setServerConfig("max_connections", "100")
                    .setServerConfig("shared_buffers", "256MB")
                    .start();
            on(started, "create database " + TEMPLATE);
            new SchemaMigrator(new TestDatabase(TEMPLATE, started.getPort()).dataSource()).migrate();
            server = started;
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void on(EmbeddedPostgres running, String... statements) {
        try (Connection connection = running.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(String.join("; ", statements), e);
        }
    }

    /** A copy as it stands; those who write to the original are sent away for the moment. */
    public TestDatabase copy() {
        TestDatabase copy = new TestDatabase("copy_" + COUNT.incrementAndGet(), port);
        for (int tries = 0; ; tries++) {
            try {
                on(
                        server(),
                        "select pg_terminate_backend(pid) from pg_stat_activity where datname = '" + name + "'",
                        "create database " + copy.name + " template " + name);
                return copy;
            } catch (IllegalStateException busy) {
                if (tries == 50) {
                    throw busy;
                }
            }
        }
    }

    public void drop() {
        on(server(), "drop database " + name + " with (force)");
    }

    public PGSimpleDataSource dataSource() {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setServerNames(new String[] {"localhost"});
        source.setPortNumbers(new int[] {port});
        source.setDatabaseName(name);
        source.setUser("postgres");
        return source;
    }

    public String name() {
        return name;
    }

    public String url() {
        return "jdbc:postgresql://localhost:" + port + "/" + name;
    }

    /** Runs statements on a connection of their own. */
    public void execute(String... statements) {
        try (Connection connection = dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    /** As {@link #execute}, with every trigger out of the way: what an administrator with bad intent could do. */
    public void tamper(String... statements) {
        String[] all = new String[statements.length + 1];
        all[0] = "set session_replication_role = replica";
        System.arraycopy(statements, 0, all, 1, statements.length);
        execute(all);
    }

    /** The first column of a query as text. */
    public List<String> column(String query) {
        try (Connection connection = dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            List<String> values = new ArrayList<>();
            while (row.next()) {
                values.add(String.valueOf(row.getString(1)));
            }
            return values;
        } catch (SQLException e) {
            throw new IllegalStateException(query, e);
        }
    }

    /** Waits until no event waits for its place in the log. */
    public void awaitSequenced() {
        Eventually.until(
                "every event has its place in the log",
                Duration.ofSeconds(60),
                () -> number("select count(*) from pending_event") == 0);
    }

    /** Waits until every balance row has followed its postings (ADR 0013): until then rows move on by themselves. */
    public void awaitFollowed() {
        Eventually.until(
                "every balance row has followed",
                Duration.ofSeconds(60),
                () -> number("select count(*) from balance_now where row_sequence < sequence") == 0);
    }

    public long number(String query) {
        return Long.parseLong(column(query).get(0));
    }
}
