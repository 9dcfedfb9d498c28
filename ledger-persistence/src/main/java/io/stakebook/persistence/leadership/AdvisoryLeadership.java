package io.stakebook.persistence.leadership;

import io.stakebook.core.event.Leadership;
import io.stakebook.persistence.sql.Keepalives;
import io.stakebook.persistence.sql.Rows;
import io.stakebook.persistence.sql.SqlFailures;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Leads by a session's advisory lock ({@link LeaderLock}). A leader asks for {@link Leadership.Lead#held()} all the time; one
 * from which nothing has come for a minute is replaced. So a task must bear that a leader who stood still goes on until he
 * asks again.
 */
public final class AdvisoryLeadership implements Leadership {

    private static final Logger LOG = System.getLogger(AdvisoryLeadership.class.getName());

    /** Twice what the relay waits for a broker at a time: it asks again before each thing that a slow one may make last. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final String KEY = "select hashtextextended(?, 0)";
    private static final String HELD = """
            select exists (select 1 from pg_locks
                            where locktype = 'advisory' and pid = pg_backend_pid() and granted)
            """;

    private final DataSource dataSource;
    private final Duration patience;

    /** @param dataSource gives each lead a session of its own; not from a pool that may share it */
    public AdvisoryLeadership(DataSource dataSource) {
        this(dataSource, PATIENCE);
    }

    AdvisoryLeadership(DataSource dataSource, Duration patience) {
        this.dataSource = dataSource;
        this.patience = patience;
    }

    @Override
    public Optional<Lead> tryTake(String task) {
        try {
            Connection session = dataSource.getConnection();
            boolean taken = false;
            try {
                taken = take(session, task);
                return taken ? Optional.of(new Held(session)) : Optional.empty();
            } finally {
                if (!taken) {
                    session.close();
                }
            }
        } catch (SQLException e) {
            throw SqlFailures.of(e);
        }
    }

    private boolean take(Connection session, String task) throws SQLException {
        Keepalives.set(session);
        long key = Rows.read(session, KEY, ask -> ask.setString(1, "stakebook/" + task), row -> row.getLong(1))
                .get(0);
        LeaderLock lock = new LeaderLock("does the " + task, key, patience);
        if (lock.take(session)) {
            return true;
        }
        lock.dismissIfStill(session);
        return false;
    }

    private static final class Held implements Lead {

        private final Connection session;

        Held(Connection session) {
            this.session = session;
        }

        @Override
        public boolean held() {
            try (PreparedStatement held = session.prepareStatement(HELD);
                    ResultSet row = held.executeQuery()) {
                return row.next() && row.getBoolean(1);
            } catch (SQLException e) {
                LOG.log(Level.DEBUG, "the session of a lead is gone", e);
                return false;
            }
        }

        @Override
        public void close() {
            try {
                session.close();
            } catch (SQLException e) {
                LOG.log(Level.DEBUG, "the session of a lead was gone already", e);
            }
        }
    }
}
