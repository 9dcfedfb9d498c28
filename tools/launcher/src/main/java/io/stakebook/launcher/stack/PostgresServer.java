package io.stakebook.launcher.stack;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** PostgreSQL 18 on a data directory of ours, with one database and one role for the ledger. */
public final class PostgresServer {

    /** Database, role and password of the ledger: the server listens on the loopback address for one run. */
    public static final String NAME = "stakebook";

    /** The major version that is started; it reads the files of no other. */
    public static final int MAJOR = 18;

    /** The directory of its files, below the run's. */
    static final String FILES = "postgresql";

    private static final Duration START_LIMIT = Duration.ofSeconds(60);

    private final DataDirectory data;
    private final Reaper reaper;
    private final int port;
    private volatile EmbeddedPostgres server;
    private volatile long pid;
    private volatile boolean ending;

    private PostgresServer(DataDirectory data, Reaper reaper, int port) {
        this.data = data;
        this.reaper = reaper;
        this.port = port;
        this.server = launch();
    }

    static PostgresServer start(DataDirectory data, Reaper reaper) {
        PostgresServer started = new PostgresServer(data, reaper, Ports.free());
        started.createLedgerDatabase();
        return started;
    }

    /** On files that an earlier run left, which have the ledger's database. */
    static PostgresServer resume(DataDirectory data, Reaper reaper) {
        return new PostgresServer(data, reaper, Ports.free());
    }

    public int port() {
        return port;
    }

    public Path log() {
        return data.log("postgresql");
    }

    /** JDBC address of the ledger's database, without user and password. */
    public String jdbcUrl() {
        return "jdbc:postgresql://localhost:" + port + "/" + NAME;
    }

    /** A new connection to the ledger's database as the server's superuser; the caller closes it. */
    public Connection superuser() throws SQLException {
        return DriverManager.getConnection(jdbcUrl(), "postgres", "");
    }

    /**
     * Ends every other connection to the ledger's database, as a fail-over would.
     *
     * @return how many were ended
     */
    public int terminateBackends() throws SQLException {
        try (Connection connection = superuser();
                Statement statement = connection.createStatement();
                var rows = statement.executeQuery("select count(pg_terminate_backend(pid)) from pg_stat_activity"
                        + " where datname = '" + NAME + "' and pid <> pg_backend_pid()")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    /** Ends the server and all its backends as a power failure would. */
    public synchronized void kill() {
        ending = true;
        Optional<ProcessHandle> postmaster = ProcessHandle.of(pid);
        List<ProcessHandle> all = postmaster.stream()
                .flatMap(p -> java.util.stream.Stream.concat(java.util.stream.Stream.of(p), p.descendants()))
                .toList();
        all.forEach(ProcessHandle::destroyForcibly);
        if (!Waiting.until(Duration.ofSeconds(10), () -> all.stream().noneMatch(ProcessHandle::isAlive))) {
            throw new LaunchFailed("PostgreSQL (process " + pid + ") does not end even when killed");
        }
        reaper.gone(pid);
        release();
    }

    /** Ends the server at once without a checkpoint, as {@code pg_ctl stop -m immediate} does. */
    public synchronized void stopImmediately() {
        ending = true;
        Signals.send("QUIT", pid);
        boolean ended = Waiting.until(
                Duration.ofSeconds(10),
                () -> ProcessHandle.of(pid).map(p -> !p.isAlive()).orElse(true));
        if (!ended) {
            throw new LaunchFailed("PostgreSQL (process " + pid + ") does not end on an immediate stop");
        }
        reaper.gone(pid);
        release();
    }

    /** Starts it again on the same port with the same files; it recovers from its log. */
    public synchronized void restart() {
        server = launch();
        ending = false;
    }

    synchronized void stop() {
        ending = true;
        release();
        reaper.gone(pid);
    }

    boolean died() {
        return !ending && ProcessHandle.of(pid).map(p -> !p.isAlive()).orElse(true);
    }

    LaunchFailed death() {
        return new LaunchFailed("PostgreSQL died; the last lines of its log are in " + log());
    }

    private void release() {
        try {
            server.close();
        } catch (IOException e) {
            throw new LaunchFailed("PostgreSQL did not stop: " + LaunchFailed.reason(e) + "; its log is " + log(), e);
        }
    }

    private EmbeddedPostgres launch() {
        Path files = data.root().resolve(FILES);
        ProcessBuilder.Redirect log = ProcessBuilder.Redirect.appendTo(log().toFile());
        try {
            EmbeddedPostgres started = EmbeddedPostgres.builder()
                    .setPort(port)
                    .setDataDirectory(files)
                    .setCleanDataDirectory(false)
                    .setOverrideWorkingDirectory(
                            data.programs().resolve("postgresql").toFile())
                    .setRegisterShutdownHook(false)
                    .setPGStartupWait(START_LIMIT)
                    .setErrorRedirector(log)
                    .setOutputRedirector(log)
                    // The embedding library switches these two off; a ledger without them proves nothing.
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("max_connections", "200")
                    .setServerConfig("listen_addresses", "localhost")
                    .setServerConfig("unix_socket_directories", "''")
                    .setServerConfig("timezone", "UTC")
                    .start();
            String first = Files.readAllLines(files.resolve("postmaster.pid")).get(0);
            pid = Long.parseLong(first.strip());
            reaper.end(pid);
            return started;
        } catch (IOException | IllegalStateException e) {
            throw new LaunchFailed("PostgreSQL did not start: " + LaunchFailed.reason(e) + "; its log is " + log(), e);
        }
    }

    private void createLedgerDatabase() {
        try (Connection connection = DriverManager.getConnection(
                        "jdbc:postgresql://localhost:" + port + "/postgres", "postgres", "");
                Statement statement = connection.createStatement()) {
            statement.execute("create role " + NAME + " login password '" + NAME + "'");
            statement.execute("create database " + NAME + " owner " + NAME);
        } catch (SQLException e) {
            throw new LaunchFailed(
                    "PostgreSQL refused to make the database \"" + NAME + "\": " + LaunchFailed.reason(e), e);
        }
    }
}
