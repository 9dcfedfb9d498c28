package io.stakebook.benchmarks.posting;

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
import java.util.LinkedHashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/** One PostgreSQL for the whole run, durable, and databases on it. */
final class Databases implements AutoCloseable {

    /** Room for a turn without a checkpoint in the middle of it; one is forced before each. */
    private static final Map<String, String> SETTINGS = Map.of(
            "fsync", "on",
            "synchronous_commit", "on",
            "full_page_writes", "on",
            "shared_buffers", "1GB",
            "max_wal_size", "8GB",
            "checkpoint_timeout", "15min",
            "max_connections", "100",
            "autovacuum", "on");

    private final Path directory;
    private final EmbeddedPostgres server;

    Databases(Path home) throws IOException {
        Path absolute = Files.createDirectories(home.toAbsolutePath().normalize());
        directory = Files.createTempDirectory(absolute, "bench-");
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setDataDirectory(directory.resolve("postgresql"))
                .setOverrideWorkingDirectory(
                        absolute.resolve("programs").resolve("postgresql").toFile())
                .setErrorRedirector(ProcessBuilder.Redirect.DISCARD)
                .setOutputRedirector(ProcessBuilder.Redirect.DISCARD);
        SETTINGS.forEach(builder::setServerConfig);
        server = builder.start();
    }

    /** What the server says of itself; the durable settings are proved, not assumed. */
    Map<String, String> settings() throws SQLException {
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
                "max_wal_size"
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

    DataSource create(String name) throws SQLException {
        administer("create database " + name);
        return open(name);
    }

    /** A copy of a database that nothing is connected to, and a checkpoint after it. */
    DataSource copy(String template, String name) throws SQLException {
        administer("create database " + name + " template " + template);
        administer("checkpoint");
        return open(name);
    }

    long bytes(String name) throws SQLException {
        try (Connection connection = open("postgres").getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select pg_database_size('" + name + "')")) {
            row.next();
            return row.getLong(1);
        }
    }

    void drop(String name) throws SQLException {
        administer("drop database " + name);
    }

    private void administer(String sql) throws SQLException {
        try (Connection connection = open("postgres").getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private DataSource open(String name) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setServerNames(new String[] {"localhost"});
        source.setPortNumbers(new int[] {server.getPort()});
        source.setDatabaseName(name);
        source.setUser("postgres");
        source.setPrepareThreshold(1);
        return source;
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
