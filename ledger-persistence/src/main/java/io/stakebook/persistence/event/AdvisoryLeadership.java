package io.stakebook.persistence.event;

import io.stakebook.core.event.Leadership;
import io.stakebook.persistence.sql.Keepalives;
import io.stakebook.persistence.sql.SqlFailures;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;

/** Leads by a session advisory lock: PostgreSQL gives it back when the session ends, whatever became of the node. */
public final class AdvisoryLeadership implements Leadership {

    private static final Logger LOG = System.getLogger(AdvisoryLeadership.class.getName());

    private static final String TAKE = "select pg_try_advisory_lock(hashtextextended(?, 0))";
    private static final String HELD = """
            select exists (select 1 from pg_locks
                            where locktype = 'advisory' and pid = pg_backend_pid() and granted)
            """;

    private final DataSource dataSource;

    /** @param dataSource gives each lead a session of its own; not from a pool that may share it */
    public AdvisoryLeadership(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    @Override
    public Optional<Lead> tryTake(String task) {
        try {
            Connection session = dataSource.getConnection();
            boolean taken = false;
            try {
                taken = take(session, "stakebook/" + task);
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

    private static boolean take(Connection session, String task) throws SQLException {
        Keepalives.set(session);
        try (PreparedStatement take = session.prepareStatement(TAKE)) {
            take.setString(1, task);
            try (ResultSet row = take.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
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
