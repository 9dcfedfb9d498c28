package io.stakebook.persistence.leadership;

import io.stakebook.persistence.sql.Rows;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/**
 * Who may do a task: the session that holds an advisory lock. PostgreSQL gives the lock back when the session ends; a
 * process that is stopped keeps its session, so whoever waits ends a session from which nothing has come for long.
 */
public final class LeaderLock {

    private static final Logger LOG = System.getLogger(LeaderLock.class.getName());

    private static final String TAKE = "select pg_try_advisory_lock(?)";

    /** A leader says something all the time; one whose server has waited for its next word so long stands still. */
    private static final String DISMISS = """
            select pg_terminate_backend(a.pid)
              from pg_locks l
              join pg_stat_activity a on a.pid = l.pid
             where l.locktype = 'advisory' and l.granted and l.objsubid = 1
               and (l.classid::bigint << 32 | l.objid::bigint) = ?
               and l.database = (select oid from pg_database where datname = current_database())
               and a.wait_event = 'ClientRead'
               and greatest(a.query_start, a.state_change) < clock_timestamp() - make_interval(secs => ?)
            """;

    private final String doing;
    private final long key;
    private final Duration patience;

    /**
     * @param doing what the leader does, for the log
     * @param key of the advisory lock; one a task
     * @param patience how long a leader may stand still
     */
    public LeaderLock(String doing, long key, Duration patience) {
        this.doing = doing;
        this.key = key;
        this.patience = patience;
    }

    /** True when this session leads from now on. Never waits. */
    public boolean take(Connection session) throws SQLException {
        return Rows.read(session, TAKE, take -> take.setLong(1, key), row -> row.getBoolean(1))
                .get(0);
    }

    /** Ends the leader's session if it stands still; its transaction, if any, is undone. */
    public void dismissIfStill(Connection connection) throws SQLException {
        List<Boolean> ended = Rows.read(
                connection,
                DISMISS,
                dismiss -> {
                    dismiss.setLong(1, key);
                    dismiss.setDouble(2, patience.toMillis() / 1_000.0);
                },
                row -> row.getBoolean(1));
        if (!ended.isEmpty()) {
            LOG.log(
                    Level.WARNING,
                    "the node that " + doing + " has stood still for " + patience.toSeconds()
                            + " s; its session was ended so that another can go on");
        }
    }
}
