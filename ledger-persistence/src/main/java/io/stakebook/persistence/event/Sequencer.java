package io.stakebook.persistence.event;

import io.stakebook.core.error.LedgerException;
import io.stakebook.core.proof.Malformed;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Gives every event its place in the log. One node leads, by a session advisory lock; the others wait for the leader's
 * session to end. Polls with a short sleep and is woken by the engine of its own node.
 */
public final class Sequencer implements AutoCloseable {

    private static final Logger LOG = System.getLogger(Sequencer.class.getName());

    /** Any number nobody else locks: "stakebok" in ASCII. */
    private static final long LEADER = 0x7374616B65626F6BL;

    private static final int MOST = 5_000;
    private static final Duration POLL = Duration.ofMillis(50);
    private static final Duration STAND_BY = Duration.ofMillis(500);

    private static final String SESSION = """
            set enable_hashjoin = off;
            set enable_mergejoin = off;
            set lock_timeout = '5s';
            set statement_timeout = '30s';
            set idle_in_transaction_session_timeout = '15s';
            set application_name = 'stakebook sequencer'
            """;

    private final DataSource dataSource;
    private final LogBatch batch;
    private final Semaphore wakeUps = new Semaphore(0);
    private final AtomicLong sequenced = new AtomicLong();
    private final AtomicLong failures = new AtomicLong();
    private volatile boolean running;
    private volatile boolean leading;
    private @Nullable Thread thread;

    /** @param events how entries are told */
    public Sequencer(DataSource dataSource, EntryEvents events) {
        this.dataSource = dataSource;
        this.batch = new LogBatch(new Waiting(events, MOST));
    }

    public synchronized void start() {
        if (thread != null) {
            throw new IllegalStateException("the sequencer was started before");
        }
        running = true;
        thread = new Thread(this::loop, "stakebook-sequencer");
        thread.setDaemon(true);
        thread.start();
    }

    /** Tells that events may wait. Returns at once. */
    public void wake() {
        if (wakeUps.availablePermits() == 0) {
            wakeUps.release();
        }
    }

    /** True while this node leads. */
    public boolean leading() {
        return leading;
    }

    /** Events this node has sequenced since it started. */
    public long sequenced() {
        return sequenced.get();
    }

    /** Rounds that failed since it started. */
    public long failures() {
        return failures.get();
    }

    @Override
    public void close() {
        Thread ending;
        synchronized (this) {
            running = false;
            ending = thread;
        }
        wake();
        if (ending != null) {
            try {
                ending.join(TimeUnit.SECONDS.toMillis(35));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void loop() {
        while (running) {
            try (Connection connection = dataSource.getConnection()) {
                session(connection);
            } catch (SQLException | LedgerException | Malformed e) {
                failures.incrementAndGet();
                LOG.log(Level.WARNING, "the sequencer lost its turn and will try again", e);
                sleep(STAND_BY);
            } catch (RuntimeException e) {
                failures.incrementAndGet();
                LOG.log(Level.ERROR, "the sequencer met something it does not know and will try again", e);
                sleep(STAND_BY);
            } finally {
                leading = false;
            }
        }
    }

    private void session(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(SESSION);
        }
        while (running) {
            if (lead(connection)) {
                leading = true;
                sequence(connection);
                return;
            }
            sleep(STAND_BY);
        }
    }

    private static boolean lead(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select pg_try_advisory_lock(" + LEADER + ")")) {
            return row.next() && row.getBoolean(1);
        }
    }

    private void sequence(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        while (running) {
            int moved;
            try {
                moved = batch.append(connection);
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            }
            if (moved == 0) {
                connection.rollback();
                sleep(POLL);
            } else {
                connection.commit();
                sequenced.addAndGet(moved);
            }
        }
    }

    private void sleep(Duration atMost) {
        try {
            if (wakeUps.tryAcquire(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
                wakeUps.drainPermits();
            }
        } catch (InterruptedException e) {
            LOG.log(Level.WARNING, "the sequencer ignores an interrupt; close() ends it");
        }
    }
}
