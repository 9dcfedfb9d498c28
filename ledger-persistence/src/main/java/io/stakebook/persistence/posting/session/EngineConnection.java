package io.stakebook.persistence.posting.session;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/** The engine's own connection: opened when needed, thrown away when in doubt. One thread only. */
public final class EngineConnection {

    private static final Logger LOG = System.getLogger(EngineConnection.class.getName());

    /**
     * Nested loops over the keys of the batch are always right here; the planner, seeing an array of unknown length, would
     * sometimes scan a whole table (measured: 2.5 times slower). A transaction whose node stands still ends by itself and frees
     * its locks before the nodes that go on have waited for three seconds.
     */
    private static final String SESSION = """
            set enable_hashjoin = off;
            set enable_mergejoin = off;
            set plan_cache_mode = force_generic_plan;
            set default_transaction_isolation = 'read committed';
            set synchronous_commit = on;
            set lock_timeout = %d;
            set statement_timeout = '30s';
            set idle_in_transaction_session_timeout = '2s';
            set application_name = 'stakebook posting engine'
            """;

    /** A standby that takes over was started at another time, and so was a server on which a book was restored. */
    private static final String SERVER = "select pg_postmaster_start_time() || ' ' || current_database()";

    /** What to do with a fresh connection. */
    public interface Opened {
        void accept(Connection connection) throws SQLException;
    }

    private final DataSource dataSource;
    private final Opened opened;
    private final String session;
    private @Nullable Connection current;
    private volatile int pid;
    private String server = "";

    /** @param patience longest wait for a row that another writer holds */
    public EngineConnection(DataSource dataSource, Opened opened, Duration patience) {
        this.dataSource = dataSource;
        this.opened = opened;
        this.session = SESSION.formatted(patience.toMillis());
    }

    public Connection get() throws SQLException {
        if (current != null) {
            return current;
        }
        Connection fresh = dataSource.getConnection();
        try {
            fresh.setAutoCommit(false);
            fresh.unwrap(PGConnection.class).setPrepareThreshold(1);
            try (Statement settings = fresh.createStatement()) {
                settings.execute(session);
            }
            try (Statement look = fresh.createStatement();
                    ResultSet row = look.executeQuery(SERVER)) {
                row.next();
                server = row.getString(1);
            }
            opened.accept(fresh);
            fresh.commit();
            pid = fresh.unwrap(PGConnection.class).getBackendPID();
        } catch (SQLException | RuntimeException e) {
            close(fresh);
            throw e;
        }
        current = fresh;
        return fresh;
    }

    /** Undoes what an attempt left open; gives the connection up when that does not work either. */
    public void undo() {
        if (current == null) {
            return;
        }
        try {
            current.rollback();
        } catch (SQLException e) {
            LOG.log(Level.DEBUG, "rollback failed, connection is given up", e);
            drop();
        }
    }

    public void drop() {
        if (current != null) {
            close(current);
            current = null;
            pid = 0;
        }
    }

    /** The server's number of the session that is open; 0 for none. Safe for threads. */
    public int session() {
        return pid;
    }

    /** Which start of which server, and which database, the newest connection led to. */
    public String server() {
        return server;
    }

    private static void close(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            LOG.log(Level.DEBUG, "closing a broken connection failed", e);
        }
    }
}
