package io.stakebook.persistence.event.sequencer;

import io.stakebook.core.error.FailureLog;
import io.stakebook.core.error.LedgerException;
import io.stakebook.core.proof.Malformed;
import io.stakebook.persistence.entry.StampedEntry;
import io.stakebook.persistence.event.EntryEvents;
import io.stakebook.persistence.event.EventIntake;
import io.stakebook.persistence.leadership.LeaderLock;
import io.stakebook.persistence.sql.Keepalives;
import io.stakebook.persistence.sql.SqlFailures;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Gives every event its place in the log. One node leads, the others wait for the leader's session to end. Polls with a
 * short sleep and is woken by the engine of its own node, which also hands it what it has just recorded and asks it how fast
 * to go on.
 */
public final class Sequencer implements EventIntake, AutoCloseable {

    private static final Logger LOG = System.getLogger(Sequencer.class.getName());

    private static final int MOST = 5_000;
    private static final Duration POLL = Duration.ofMillis(50);
    private static final Duration STAND_BY = Duration.ofMillis(500);

    /** How long a leader may stand still before another takes its place. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    /**
     * It only ever reads by key, and what waits is a handful of rows in a table that may have held a hundred thousand: the
     * planner, which sees the few rows and not the many keys, would read whole tables, the book's in parallel.
     */
    private static final String SESSION = Keepalives.SETTINGS + """
            set enable_hashjoin = off;
            set enable_mergejoin = off;
            set enable_seqscan = off;
            set max_parallel_workers_per_gather = 0;
            set jit = off;
            set lock_timeout = '5s';
            set statement_timeout = '30s';
            set idle_in_transaction_session_timeout = '15s';
            set application_name = 'stakebook sequencer'
            """;

    /** Any number nobody else locks: "stakebok" in ASCII. */
    static final long LOCK = 0x7374616B65626F6BL;

    private final DataSource dataSource;
    private final FreshEntries fresh = new FreshEntries();
    private final Pace pace = new Pace();
    private final Backlog backlog = new Backlog(pace);
    private final LeaderLock lead;
    private final LogBatch batch;
    private final Semaphore wakeUps = new Semaphore(0);
    private final AtomicLong failures = new AtomicLong();
    private volatile boolean running;
    private volatile boolean leading;
    private @Nullable Thread thread;

    /** @param events how entries are told */
    public Sequencer(DataSource dataSource, EntryEvents events) {
        this(dataSource, events, PATIENCE);
    }

    Sequencer(DataSource dataSource, EntryEvents events, Duration patience) {
        this.dataSource = dataSource;
        this.lead = new LeaderLock("sequences events", LOCK, patience);
        this.batch = new LogBatch(new Waiting(fresh, MOST), events);
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

    @Override
    public void recorded(List<StampedEntry> entries, int events) {
        pace.left(events, System.nanoTime());
        if (leading) {
            fresh.add(entries);
            wake();
        }
    }

    @Override
    public long restNanos() {
        return pace.restNanos(System.nanoTime());
    }

    private void wake() {
        if (wakeUps.availablePermits() == 0) {
            wakeUps.release();
        }
    }

    /** True while this node leads. */
    public boolean leading() {
        return leading;
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
                Throwable failure = e instanceof SQLException database ? SqlFailures.of(database) : e;
                FailureLog.tell(LOG, Level.WARNING, "the sequencer lost its turn and will try again", failure);
                sleep(STAND_BY);
            } catch (RuntimeException | Error e) { // Without this thread events would wait for ever.
                failures.incrementAndGet();
                LOG.log(Level.ERROR, "the sequencer met something it does not know and will try again", e);
                sleep(STAND_BY);
            } finally {
                leading = false;
                fresh.clear();
            }
        }
    }

    private void session(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(SESSION);
        }
        while (running) {
            if (lead.take(connection)) {
                leading = true;
                sequence(connection);
                return;
            }
            lead.dismissIfStill(connection);
            backlog.look(connection);
            sleep(STAND_BY);
        }
    }

    private void sequence(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        while (running) {
            int moved;
            try {
                backlog.look(connection);
                moved = batch.append(connection);
            } catch (SQLException | RuntimeException | Error e) {
                connection.rollback();
                throw e;
            }
            if (moved == 0) {
                connection.rollback();
                sleep(POLL);
            } else {
                connection.commit();
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
