package io.stakebook.persistence.posting.engine;

import io.stakebook.persistence.posting.batch.StaleBooks;
import io.stakebook.persistence.posting.batch.Ticket;
import io.stakebook.persistence.posting.memory.HeldAccounts;
import io.stakebook.persistence.posting.session.SqlFailure;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Brings to an end what was decided from memory and did not become durable: it and everything behind it is rolled back, what
 * these batches touched is forgotten, and they are run again one after another by the locked writer, which knows what to do about
 * every kind of failure. The engine's thread only.
 */
final class Recovery {

    private static final Logger LOG = System.getLogger(Recovery.class.getName());

    private final Flights flights;
    private final HeldAccounts accounts;
    private final Attempt attempt;
    private final BatchRunner locked;
    private final EngineCounters counters;
    private final Callers callers;
    private final FenceWatch fence = new FenceWatch();

    Recovery(
            Flights flights,
            HeldAccounts accounts,
            Attempt attempt,
            BatchRunner locked,
            EngineCounters counters,
            Callers callers) {
        this.flights = flights;
        this.accounts = accounts;
        this.attempt = attempt;
        this.locked = locked;
        this.counters = counters;
        this.callers = callers;
    }

    /** True while memory has been wrong too often of late: another node is writing the same accounts. */
    boolean resting() {
        return fence.resting();
    }

    /** Forgets flights that landed; brings everything to an end when one did not, and says false then. */
    boolean reap() {
        for (Flight first = flights.firstEnded(); first != null; first = flights.firstEnded()) {
            if (!first.end()) {
                runAllAgain();
                return false;
            }
            flights.firstLanded();
        }
        return true;
    }

    /** Waits until nothing flies any more; false when something on its way was lost. */
    boolean land() {
        flights.await();
        return reap();
    }

    private void runAllAgain() {
        flights.await();
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

    /**
     * Runs a batch again that never took off.
     *
     * @param cause null when the batch itself did not fail
     */
    void startAfresh(List<Ticket<?>> batch, @Nullable Throwable cause) {
        lost(cause, batch);
        land();
        flights.letGo(); // Nothing flies; what this batch held before it could take off is free.
        accounts.forget(batch);
        locked.runAgain(batch);
    }

    /**
     * Runs a batch that changes limits, and of which nothing was written: memory of other nodes may hold them, so no batch may be
     * under way that was decided from any.
     */
    void runUnderLocks(List<Ticket<?>> batch) {
        batch.forEach(Ticket::withdraw);
        land();
        accounts.forget(batch);
        accounts.doubtLimits();
        locked.run(batch);
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
}
