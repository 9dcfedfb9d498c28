package io.stakebook.persistence.posting.engine;

import io.stakebook.persistence.posting.batch.Draft;
import io.stakebook.persistence.posting.batch.KeyName;
import io.stakebook.persistence.posting.batch.StaleBooks;
import io.stakebook.persistence.posting.batch.Ticket;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The writer of the node that holds the lease: balances in memory, three connections, commits in the order the batches were
 * decided in. The engine's thread decides batch k+2 while the lanes of k and k+1 write theirs; of k+1 only the balances that k
 * moves too, and the commit, wait until k is durable.
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

    private final Lane[] lanes;
    private final Attempt attempt;
    private final BatchRunner locked;
    private final HeldAccounts accounts;
    private final EngineCounters counters;
    private final Callers callers;
    private final FenceWatch fence = new FenceWatch();
    private final Deque<Flight> flights = new ArrayDeque<>();
    private final Map<KeyName, Integer> keysInFlight = new HashMap<>();
    private int nextLane;
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
        this.counters = counters;
        this.callers = callers;
        tellMemory();
    }

    private void tellMemory() {
        counters.remembers(accounts.size(), accounts.cold());
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
     * How much of what waits the next batch should take: an even share of all that waits and flies. Whoever took everything
     * would fly far behind the others and make them wait, and leave nothing to decide meanwhile.
     *
     * @param waiting weight of what waits, about
     */
    int share(long waiting) {
        long all = waiting;
        for (Flight flight : flights) {
            all += flight.weight();
        }
        return (int) Math.min(Integer.MAX_VALUE, Math.max(LEAST_SHARE, all / (lanes.length + 1)));
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
            accounts.warm(connection.get());
            connection.undo();
            return accounts.cold();
        } catch (SQLException | RuntimeException | Error e) { // Whatever it is: writes must not wait for it.
            connection.drop();
            if (e instanceof SQLException failure && SqlFailure.of(failure) == SqlFailure.CONNECTION) {
                LOG.log(Level.DEBUG, "reading balances ahead goes on when the database is there again", e);
            } else {
                LOG.log(Level.WARNING, "balances are not read ahead any more; each is read with its first use", e);
                accounts.leaveCold();
            }
            return false;
        }
    }

    /** Brings one batch on its way. */
    void run(List<Ticket<?>> batch) {
        if (!flights.isEmpty() && mustWait(batch)) {
            land();
        }
        Lane lane = lanes[nextLane];
        lane.await();
        try {
            Connection connection = lane.connection().get();
            Draft draft = attempt.decide(connection, batch, accounts);
            if (!draft.writes()) {
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

    private void finish(Connection connection, Draft draft) throws SQLException {
        attempt.finish(connection, draft);
        accounts.moveOn(draft);
        callers.committed(draft);
    }

    private void launch(Lane lane, Draft draft) {
        accounts.moveOn(draft);
        hold(draft.batch(), 1);
        Flight flight = new Flight(draft, flights, attempt.onlyMoves(draft));
        flights.add(flight);
        lane.launch(flight);
        nextLane = (nextLane + 1) % lanes.length;
    }

    /** Rows are locked and read only after every earlier batch; so is the outcome of a key that is on its way. */
    private boolean mustWait(List<Ticket<?>> batch) {
        for (Ticket<?> ticket : batch) {
            if (!ticket.needs().records().isEmpty() || keysInFlight.containsKey(ticket.name())) {
                return true;
            }
        }
        return false;
    }

    private void hold(Collection<Ticket<?>> batch, int count) {
        for (Ticket<?> ticket : batch) {
            keysInFlight.merge(ticket.name(), count, (held, more) -> held + more == 0 ? null : held + more);
        }
    }

    /**
     * A draft without any effect is told when everything it saw is durable. What was lost on the way it may have seen, and an
     * equal number of postings does not say that they are the same: it is decided again.
     */
    private void idle(Connection connection, Draft draft) throws SQLException {
        if (!land()) {
            connection.rollback();
            startAfresh(draft.batch(), null);
            return;
        }
        attempt.confirm(connection, draft);
        connection.rollback();
        callers.tell(draft.resolutions());
    }

    /** Forgets flights that landed; brings everything to an end when one did not, and says false then. */
    boolean reap() {
        while (!flights.isEmpty() && flights.getFirst().ended()) {
            if (!flights.getFirst().end()) {
                recover();
                return false;
            }
            hold(flights.removeFirst().draft().batch(), -1);
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
        keysInFlight.clear();
        while (!flights.isEmpty()) { // One by one: should this end early, the rest is found again.
            Flight flight = flights.removeFirst();
            if (!flight.end()) {
                lost(flight.failure(), flight.draft().batch());
                accounts.forget(flight.draft().batch());
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

    @Override
    public void close() {
        retreat();
        for (Lane lane : lanes) {
            lane.close();
        }
    }
}
