package io.stakebook.persistence.event;

import io.stakebook.persistence.sql.Rows;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/**
 * Who may sequence: the session that holds an advisory lock. PostgreSQL gives the lock back when the session ends; a
 * process that is stopped keeps its session, so whoever waits ends a session from which nothing has come for long.
 */
final class SequencerLead {

    private static final Logger LOG = System.getLogger(SequencerLead.class.getName());

    /** Any number nobody else locks: "stakebok" in ASCII. */
    static final long LOCK = 0x7374616B65626F6BL;

    private static final String TAKE = "select pg_try_advisory_lock(" + LOCK + ")";

    /** A leader asks for events every few milliseconds; one whose server has waited for its next word so long stands still. */
    private static final String DISMISS = """
            select pg_terminate_backend(a.pid)
              from pg_locks l
              join pg_stat_activity a on a.pid = l.pid
             where l.locktype = 'advisory' and l.granted and l.classid::bigint = %d and l.objid::bigint = %d
               and l.objsubid = 1
               and l.database = (select oid from pg_database where datname = current_database())
               and a.wait_event = 'ClientRead'
               and greatest(a.query_start, a.state_change) < clock_timestamp() - make_interval(secs => ?)
            """.formatted(LOCK >>> 32, LOCK & 0xFFFF_FFFFL);

    private final Duration patience;

    /** @param patience how long a leader may stand still */
    SequencerLead(Duration patience) {
        this.patience = patience;
    }

    /** True when this session leads from now on. */
    boolean take(Connection connection) throws SQLException {
        return Rows.read(connection, TAKE, take -> {}, row -> row.getBoolean(1)).get(0);
    }

    /** Ends the leader's session if it stands still; its transaction, if any, is undone. */
    void dismissIfStill(Connection connection) throws SQLException {
        List<Boolean> ended = Rows.read(
                connection,
                DISMISS,
                dismiss -> dismiss.setDouble(1, patience.toMillis() / 1_000.0),
                row -> row.getBoolean(1));
        if (!ended.isEmpty()) {
            LOG.log(
                    Level.WARNING,
                    "the node that sequences events has stood still for " + patience.toSeconds()
                            + " s; its session was ended so that another can go on");
        }
    }
}
