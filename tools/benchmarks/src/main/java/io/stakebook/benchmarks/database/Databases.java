package io.stakebook.benchmarks.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/** One PostgreSQL for a whole run, durable, and databases on it. */
public final class Databases implements AutoCloseable {

    private static final Map<String, String> DURABLE = Map.of(
            "fsync", "on",
            "synchronous_commit", "on",
            "full_page_writes", "on",
            "autovacuum", "on",
            "shared_buffers", "1GB",
            "max_connections", "100");

    private static final Duration END = Duration.ofSeconds(30);

    private final Path directory;
    private final Path programs;
    private final Map<String, String> more;
    private EmbeddedPostgres server;

    /** A server with room for a turn without a checkpoint in the middle of it; one is forced before each. */
    public static Databases forTurns(Path home) throws IOException {
        return new Databases(home, Map.of("max_wal_size", "8GB", "checkpoint_timeout", "15min"));
    }

    /** A server whose checkpoints and log are as PostgreSQL comes. */
    public static Databases asItComes(Path home) throws IOException {
        return new Databases(home, Map.of());
    }

    private Databases(Path home, Map<String, String> more) throws IOException {
        Path absolute = Files.createDirectories(home.toAbsolutePath().normalize());
        this.directory = Files.createTempDirectory(absolute, "bench-");
        this.programs = absolute.resolve("programs").resolve("postgresql");
        this.more = more;
        this.server = start(0);
    }

    private EmbeddedPostgres start(int port) throws IOException {
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setDataDirectory(files())
                .setCleanDataDirectory(false)
                .setOverrideWorkingDirectory(programs.toFile())
                .setErrorRedirector(ProcessBuilder.Redirect.DISCARD)
                .setOutputRedirector(ProcessBuilder.Redirect.DISCARD);
        if (port != 0) {
            builder.setPort(port);
        }
        DURABLE.forEach(builder::setServerConfig);
        more.forEach(builder::setServerConfig);
        return builder.start();
    }

    private Path files() {
        return directory.resolve("postgresql");
    }

    /** The server's process; its backends are its children. */
    public long pid() throws IOException {
        return Long.parseLong(
                Files.readAllLines(files().resolve("postmaster.pid")).get(0).strip());
    }

    /** Ends the server and its backends as a power failure would. */
    public void kill() throws IOException, InterruptedException {
        ProcessHandle postmaster = ProcessHandle.of(pid()).orElseThrow();
        List<ProcessHandle> all =
                Stream.concat(Stream.of(postmaster), postmaster.descendants()).toList();
        all.forEach(ProcessHandle::destroyForcibly);
        long until = System.nanoTime() + END.toNanos();
        while (all.stream().anyMatch(ProcessHandle::isAlive)) {
            if (System.nanoTime() > until) {
                throw new IOException("PostgreSQL (process " + postmaster.pid() + ") does not end even when killed");
            }
            Thread.sleep(10);
        }
    }

    /** Starts it again on the same files and port; returns when it answers. */
    public void restart() throws IOException {
        int port = server.getPort();
        server.close();
        server = start(port);
    }

    /** What the server says of itself; the durable settings are proved, not assumed. */
    public Map<String, String> settings() throws SQLException {
        Map<String, String> said = new LinkedHashMap<>();
        try (Connection connection = open("postgres").getConnection();
                Statement statement = connection.createStatement()) {
            for (String name : new String[] {
                "server_version",
                "fsync",
                "synchronous_commit",
                "full_page_writes",
                "wal_sync_method",
                "data_checksums",
                "shared_buffers",
                "max_wal_size",
                "checkpoint_timeout",
                "autovacuum"
            }) {
                try (ResultSet row = statement.executeQuery("show " + name)) {
                    row.next();
                    said.put(name, row.getString(1));
                }
            }
        }
        for (String durable : new String[] {"fsync", "synchronous_commit", "full_page_writes"}) {
            if (!"on".equals(said.get(durable))) {
                throw new IllegalStateException(
                        durable + " is " + said.get(durable) + "; rates without it say nothing about a ledger");
            }
        }
        return said;
    }

    public DataSource create(String name) throws SQLException {
        administer("create database " + name);
        return open(name);
    }

    /** A copy of a database that nothing is connected to, and a checkpoint after it. */
    public DataSource copy(String template, String name) throws SQLException {
        administer("create database " + name + " template " + template);
        administer("checkpoint");
        return open(name);
    }

    public long bytes(String name) throws SQLException {
        try (Connection connection = open("postgres").getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select pg_database_size('" + name + "')")) {
            row.next();
            return row.getLong(1);
        }
    }

    public void drop(String name) throws SQLException {
        administer("drop database " + name + " with (force)");
    }

    private void administer(String sql) throws SQLException {
        try (Connection connection = open("postgres").getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Connections to a database of this server as its superuser. */
    public DataSource open(String name) {
        return open(server.getPort(), name);
    }

    /** Connections to a database of the server on this machine's port. */
    public static DataSource open(int port, String name) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setServerNames(new String[] {"localhost"});
        source.setPortNumbers(new int[] {port});
        source.setDatabaseName(name);
        source.setUser("postgres");
        source.setPrepareThreshold(1);
        return source;
    }

    public int port() {
        return server.getPort();
    }

    @Override
    public void close() throws IOException {
        server.close();
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failed) throws IOException {
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
