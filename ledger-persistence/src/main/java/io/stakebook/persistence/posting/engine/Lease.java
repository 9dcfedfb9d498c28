package io.stakebook.persistence.posting.engine;

import io.stakebook.core.error.FailureLog;
import io.stakebook.persistence.posting.session.Standstill;
import io.stakebook.persistence.sql.SqlFailures;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Which node may keep balances in memory: the one whose name is in the row and whose last beat is young. Time is the
 * database's, so nodes' clocks do not matter; a holder that cannot beat stops believing in its lease by its own monotonic
 * clock before anybody else can take it. Only a matter of speed: two who believe they hold it are kept apart by the fence.
 */
final class Lease implements AutoCloseable {

    private static final Logger LOG = System.getLogger(Lease.class.getName());

    /** A holder that has not beaten for so long has lost it. With {@link #BEAT}, others have it within three seconds. */
    static final Duration TERM = Duration.ofSeconds(2);

    private static final Duration BEAT = Duration.ofMillis(500);

    private static final String TICK = """
            update engine_lease
               set epoch = case when holder = ? then epoch else epoch + 1 end,
                   taken_at = case when holder = ? then taken_at else clock_timestamp() end,
                   holder = ?, beat_at = clock_timestamp()
             where holder = ? or beat_at < clock_timestamp() - ? * interval '1 millisecond'
            returning epoch
            """;

    private static final String RELEASE =
            "update engine_lease set holder = null, beat_at = '-infinity' where holder = ?";

    private static final String SESSION = """
            set application_name = 'stakebook posting lease';
            set statement_timeout = '1s';
            set synchronous_commit = off
            """;

    /** For so long after a takeover the holder before it is looked after; it had been silent for {@link #TERM}. */
    private static final Duration DISMISSING = Duration.ofSeconds(10);

    private final DataSource dataSource;
    private final Standstill standstill;
    private final UUID node = UUID.randomUUID();
    private final AtomicLong takeovers = new AtomicLong();
    private final Thread thread = new Thread(this::loop, "stakebook-posting-lease");
    private volatile boolean running = true;
    private volatile long heldUntil = System.nanoTime();
    private volatile long epoch = -1;
    private long dismissUntil = System.nanoTime();
    private boolean failing;
    private @Nullable Connection connection;

    /** @param standstill asked after a takeover: the holder before may have been stopped in the middle of a batch */
    Lease(DataSource dataSource, Standstill standstill) {
        this.dataSource = dataSource;
        this.standstill = standstill;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** True while this node may trust its memory. */
    boolean held() {
        return heldUntil - System.nanoTime() > 0;
    }

    /** How often this node took the lease. */
    long takeovers() {
        return takeovers.get();
    }

    private void loop() {
        while (running) {
            beat();
            Pauses.pause(BEAT.toNanos());
        }
        release();
    }

    private void beat() {
        long before = System.nanoTime();
        try (PreparedStatement tick = connection().prepareStatement(TICK)) {
            for (int name = 1; name <= 4; name++) {
                tick.setObject(name, node);
            }
            tick.setLong(5, TERM.toMillis());
            try (ResultSet row = tick.executeQuery()) {
                if (row.next()) {
                    taken(row.getLong(1), before);
                } else {
                    heldUntil = System.nanoTime();
                }
            }
            if (dismissUntil - System.nanoTime() > 0) {
                standstill.end(connection());
            }
            failing = false;
        } catch (SQLException e) {
            failed(Level.WARNING, e);
        } catch (RuntimeException | Error e) { // Without this thread the node would never hold the lease again.
            failed(Level.ERROR, e);
        }
    }

    /** Twice a second is too often to say it: the first of a row is told, the others only to whoever looks for them. */
    private void failed(Level level, Throwable cause) {
        String what = "the posting lease could not be renewed; trying again";
        if (!failing && cause instanceof SQLException database) {
            FailureLog.tell(LOG, level, what, SqlFailures.of(database));
        } else {
            LOG.log(failing ? Level.DEBUG : level, what, cause);
        }
        failing = true;
        drop();
    }

    private void taken(long now, long before) {
        if (now != epoch) {
            epoch = now;
            takeovers.incrementAndGet();
            dismissUntil = System.nanoTime() + DISMISSING.toNanos();
            LOG.log(Level.INFO, "this node took the posting lease, epoch=" + now);
        }
        heldUntil = before + TERM.toNanos() - BEAT.toNanos() / 2;
    }

    private Connection connection() throws SQLException {
        if (connection == null) {
            Connection fresh = dataSource.getConnection();
            try (Statement session = fresh.createStatement()) {
                session.execute(SESSION);
            } catch (SQLException e) {
                fresh.close();
                throw e;
            }
            connection = fresh;
        }
        return connection;
    }

    private void release() {
        heldUntil = System.nanoTime();
        try (PreparedStatement release = connection().prepareStatement(RELEASE)) {
            release.setObject(1, node);
            release.executeUpdate();
        } catch (SQLException e) {
            LOG.log(Level.DEBUG, "the lease could not be given back; it runs out by itself", e);
        }
        drop();
    }

    private void drop() {
        if (connection != null) {
            try {
                connection.close();
            } catch (SQLException e) {
                LOG.log(Level.DEBUG, "closing a broken connection failed", e);
            }
            connection = null;
        }
    }

    /** Gives the lease back, so that another node need not wait for it to run out. */
    @Override
    public void close() {
        running = false;
        LockSupport.unpark(thread);
        try {
            thread.join(TimeUnit.SECONDS.toMillis(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
