package io.stakebook.persistence.posting.engine;

import io.stakebook.persistence.posting.batch.AccountAtWork;
import io.stakebook.persistence.posting.batch.Draft;
import io.stakebook.persistence.posting.batch.StaleBooks;
import io.stakebook.persistence.posting.batch.Ticket;
import io.stakebook.persistence.posting.memory.FollowingRows;
import io.stakebook.persistence.posting.memory.HeldAccounts;
import io.stakebook.persistence.posting.session.EngineConnection;
import io.stakebook.persistence.posting.session.SqlFailure;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The writer of the node that holds the lease: balances in memory, three connections, commits in the order the batches were
 * decided in. The engine's thread decides batch k+2 while the lanes of k and k+1 write theirs; of k+1 only the commit waits until
 * k is durable. Where an account stands is what its newest posting says; balance rows follow some batches later (ADR 0013).
 *
 * <p>When a batch fails, everything behind it is rolled back, what these batches touched is forgotten, and they are run
 * again one after another by the locked writer, which knows what to do about every kind of failure. So nothing that goes
 * wrong here, a stale memory included, reaches a caller. Used by the engine's thread only.
 */
final class LeasedWriter implements AutoCloseable {

    private static final Logger LOG = System.getLogger(LeasedWriter.class.getName());

    /** A batch this small is written at once by the engine's thread when nothing else flies: no hand-over to wait for. */
    private static final int INLINE = 16;

    /** Below this, what a batch costs by itself outweighs what it gains by flying beside others. */
    private static final int LEAST_SHARE = 48;

    /** How long the end of the engine waits for rows to follow; those that do not are behind and nothing else. */
    private static final Duration LAST_ROWS = Duration.ofSeconds(5);

    private final Lane[] lanes;
    private final Attempt attempt;
    private final BatchRunner locked;
    private final HeldAccounts accounts;
    private final EngineCounters counters;
    private final Callers callers;
    private final FenceWatch fence = new FenceWatch();
    private final Flights flights = new Flights();
    private final FollowingRows following;
    private int nextLane;
    private String server = "";
    private long readUnder; // Takeovers are counted from one.

    /** @param locked runs again what failed here */
    LeasedWriter(
            Lane[] lanes,
            Attempt attempt,
            BatchRunner locked,
            HeldAccounts accounts,
            EngineCounters counters,
            Callers callers) {
        this.lanes = lanes.clone();
        this.attempt = attempt;
        this.locked = locked;
        this.accounts = accounts;
        this.following = new FollowingRows(accounts);
        this.counters = counters;
        this.callers = callers;
        tellMemory();
    }

    private void tellMemory() {
        counters.remembers(accounts.size(), accounts.lagging(), accounts.cold());
    }

    /** True while memory has been wrong too often of late: another node is writing the same accounts. */
    boolean resting() {
        return fence.resting();
    }

    /** True while a batch is on its way. */
    boolean flying() {
        return !flights.isEmpty();
    }

    /**
     * How much of what waits the next batch should take: of all that waits and flies a lane's share. Whoever took everything
     * would fly far behind the others and make them wait, and leave nothing to decide meanwhile.
     *
     * @param waiting weight of what waits, about
     */
    int share(long waiting) {
        long all = waiting + flights.weight();
        return (int) Math.min(Integer.MAX_VALUE, Math.max(LEAST_SHARE, all / lanes.length));
    }

    /** Waits for room to decide the next batch, so that what is queued meanwhile goes into one. */
    void awaitRoom() {
        lanes[nextLane].await();
        reap();
        tellMemory();
    }

    /**
     * Reads a few balances ahead of their first use, on the connection that the next batch will take.
     *
     * @return true when there are more of them, to be read at once
     */
    boolean warm() {
        if (!accounts.cold()) {
            return false;
        }
        EngineConnection connection = lanes[nextLane].connection();
        try {
            accounts.warm(connect(lanes[nextLane]));
            connection.undo();
            return accounts.cold();
        } catch (SQLException | RuntimeException | Error e) { // Whatever it is: writes must not wait for it.
            connection.drop();
            if (e instanceof SQLException failure && mayPass(SqlFailure.of(failure))) {
                LOG.log(Level.DEBUG, "reading balances ahead goes on when the database lets us", e);
            } else {
                LOG.log(Level.WARNING, "balances are not read ahead any more; each is read with its first use", e);
                accounts.leaveCold();
            }
            return false;
        }
    }

    private static boolean mayPass(SqlFailure failure) {
        return failure == SqlFailure.CONNECTION || failure == SqlFailure.CONTENTION;
    }

    /**
     * The lane's connection; memory is that of its server. Another server, a standby that took over or one on which a book
     * was restored, may know less, and {@code posting_pkey} refuses a number that is taken, not one that leaves a gap.
     */
    private Connection connect(Lane lane) throws SQLException {
        Connection connection = lane.connection().get();
        if (!lane.connection().server().equals(server)) {
            land();
            accounts.forget();
            accounts.beginCold();
            server = lane.connection().server();
        }
        return connection;
    }

    /** Brings one batch on its way. */
    void run(List<Ticket<?>> batch) {
        if (!flights.isEmpty() && mustWait(batch)) {
            land();
        }
        Lane lane = lanes[nextLane];
        lane.await();
        try {
            Connection connection = connect(lane);
            Draft draft = attempt.decide(connection, batch, accounts);
            if (!draft.effects().limits.isEmpty()) {
                lane.connection().undo();
                runUnderLocks(batch);
            } else if (!draft.writes()) {
                idle(connection, draft);
            } else if (flights.isEmpty() && batch.size() <= INLINE) {
                finish(connection, draft);
            } else {
                launch(lane, draft);
            }
        } catch (SQLException | StaleBooks | RuntimeException | Error e) {
            if (e instanceof SQLException failure && SqlFailure.of(failure) != SqlFailure.CONNECTION) {
                lane.connection().undo();
            } else {
                lane.connection().drop();
            }
            startAfresh(batch, e);
        }
    }

    /** Memory of other nodes may hold the limits that a batch changes, so no batch may be under way that was decided from any. */
    private void runUnderLocks(List<Ticket<?>> batch) {
        batch.forEach(Ticket::withdraw);
        land();
        accounts.forget(batch);
        accounts.doubtLimits();
        locked.run(batch);
    }

    private void finish(Connection connection, Draft draft) throws SQLException {
        accounts.moveOn(draft);
        List<AccountAtWork> rows = following.with(draft, flights::holdsRow);
        try {
            attempt.finish(connection, draft, rows);
        } catch (SQLException | RuntimeException | Error e) {
            accounts.stillLag(rows);
            throw e;
        }
        callers.committed(draft);
    }

    /**
     * Brings balance rows up to date while nothing is asked.
     *
     * @return true when there are more of them, to be brought at once
     */
    boolean tidy() {
        if (flying() || accounts.lagging() == 0) {
            return false;
        }
        Lane lane = lanes[nextLane];
        List<AccountAtWork> rows = List.of();
        try {
            Connection connection = connect(lane);
            rows = following.atRest();
            attempt.follow(connection, rows);
            return accounts.lagging() > 0;
        } catch (SQLException | RuntimeException | Error e) { // Whatever it is: writes must not wait for it.
            lane.connection().drop();
            accounts.stillLag(rows);
            LOG.log(Level.DEBUG, "balance rows stay behind for now; the next look brings them up to date", e);
            return false;
        }
    }

    /** True while some balance rows are behind. */
    boolean lagging() {
        return accounts.lagging() > 0;
    }

    private void launch(Lane lane, Draft draft) {
        accounts.moveOn(draft);
        lane.launch(flights.takeOff(draft, following.with(draft, flights::holdsRow)));
        nextLane = (nextLane + 1) % lanes.length;
    }

    /** Rows are locked and read only after every earlier batch; so is the outcome of a key that is on its way. */
    private boolean mustWait(List<Ticket<?>> batch) {
        for (Ticket<?> ticket : batch) {
            if (!ticket.needs().records().isEmpty() || flights.holdsKey(ticket.name())) {
                return true;
            }
        }
        return false;
    }

    /**
     * A draft without any effect is told when everything it saw is durable. What was lost on the way it may have seen, and an
     * equal number of postings does not say that they are the same: it is decided again.
     */
    private void idle(Connection connection, Draft draft) throws SQLException {
        // First: what flies and is lost is run again under locks, and this transaction may be at the gate.
        connection.rollback();
        if (!land()) {
            startAfresh(draft.batch(), null);
            return;
        }
        attempt.confirm(connection, draft);
        connection.rollback();
        callers.tell(draft.resolutions());
    }

    /** Forgets flights that landed; brings everything to an end when one did not, and says false then. */
    boolean reap() {
        for (Flight first = flights.firstEnded(); first != null; first = flights.firstEnded()) {
            if (!first.end()) {
                recover();
                return false;
            }
            flights.firstLanded();
        }
        return true;
    }

    /** Waits until nothing flies any more; false when something on its way was lost. */
    boolean land() {
        for (Lane lane : lanes) {
            lane.await();
        }
        return reap();
    }

    private void recover() {
        for (Lane lane : lanes) {
            lane.await();
        }
        flights.letGo();
        // One by one: should this end early, the rest is found again.
        for (Flight flight = flights.takeOut(); flight != null; flight = flights.takeOut()) {
            if (!flight.end()) {
                lost(flight.failure(), flight.draft().batch());
                accounts.forget(flight.draft().batch());
                accounts.stillLag(flight.following());
                runAgain(flight.draft().batch());
            }
        }
    }

    private void runAgain(List<Ticket<?>> batch) {
        try {
            locked.runAgain(batch);
        } catch (Throwable broken) { // Nobody else knows of these commands any more.
            callers.abandon(batch);
            throw broken;
        }
    }

    /** @param cause null when the batch itself did not fail */
    private void startAfresh(List<Ticket<?>> batch, @Nullable Throwable cause) {
        lost(cause, batch);
        land();
        accounts.forget(batch);
        locked.runAgain(batch);
    }

    /** @param cause null when the batch only was behind one that failed */
    private void lost(@Nullable Throwable cause, List<Ticket<?>> batch) {
        if (SqlFailure.surelyUndone(cause)) {
            batch.forEach(Ticket::withdraw);
        } else {
            batch.forEach(Ticket::doubt);
        }
        if (cause == null) {
            return;
        }
        accounts.doubtLimits();
        if (SqlFailure.isLockTimeout(cause)) {
            locked.endStandstill();
        }
        counters.retried.increment();
        LOG.log(Level.DEBUG, "a batch decided from memory failed and is run again under locks", cause);
        if (cause instanceof SQLException failure && SqlFailure.of(failure) == SqlFailure.DUPLICATE) {
            attempt.openEyes();
        }
        if (cause instanceof StaleBooks
                || (cause instanceof SQLException failure && SqlFailure.of(failure) == SqlFailure.CONTENTION)) {
            counters.fenceLosses.increment();
            fence.lost();
        }
    }

    /** Trusts nothing that was read under an earlier lease, and reads ahead once under each. */
    void under(long takeover) {
        if (takeover != readUnder) {
            retreat();
            accounts.beginCold();
            readUnder = takeover; // Last: what ended early is begun again.
        }
    }

    /** The lease ran out under us: even when it is ours again, others may have written meanwhile. */
    void lapse() {
        readUnder = 0;
        retreat();
    }

    /** Ends what flies and trusts nothing any more. */
    void retreat() {
        land();
        accounts.forget();
        tellMemory();
    }

    /** Brings all balance rows up to date, if that can be done in time. */
    private void tidyUp() {
        long end = System.nanoTime() + LAST_ROWS.toNanos();
        while (tidy() && System.nanoTime() - end < 0) {
            tellMemory();
        }
    }

    @Override
    public void close() {
        land();
        tidyUp();
        retreat();
        for (Lane lane : lanes) {
            lane.close();
        }
    }
}
