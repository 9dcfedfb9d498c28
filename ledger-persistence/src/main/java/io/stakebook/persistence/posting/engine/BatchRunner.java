package io.stakebook.persistence.posting.engine;

import io.stakebook.core.error.Conflict;
import io.stakebook.core.error.Corrupt;
import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.error.FailureLog;
import io.stakebook.core.error.LedgerException;
import io.stakebook.core.error.Unavailable;
import io.stakebook.persistence.posting.EngineConfig;
import io.stakebook.persistence.posting.batch.AccountSource;
import io.stakebook.persistence.posting.batch.Draft;
import io.stakebook.persistence.posting.batch.Resolution;
import io.stakebook.persistence.posting.batch.StaleBooks;
import io.stakebook.persistence.posting.batch.Ticket;
import io.stakebook.persistence.posting.session.EngineConnection;
import io.stakebook.persistence.posting.session.SqlFailure;
import io.stakebook.persistence.posting.session.Standstill;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * Brings one batch to an end, whatever the database does: reconnects, runs again, and splits a batch that cannot be
 * written until the command that breaks it stands alone. Running again is harmless because the idempotency keys are
 * looked up anew: an attempt whose commit was answered by silence is found if it happened.
 */
final class BatchRunner {

    private static final Logger LOG = System.getLogger(BatchRunner.class.getName());

    /** A whole batch is tried this often on a duplicate key before it is split. */
    private static final int DUPLICATE_ATTEMPTS = 3;

    /** A batch of several is tried this often while a row stays locked, before it is split: others may not need that row. */
    private static final int LOCKED_ATTEMPTS = 2;

    /** A whole batch is tried this often when it takes longer than the server lets it, before it is split. */
    private static final int CANCELLED_ATTEMPTS = 2;

    private final EngineConfig config;
    private final EngineConnection connection;
    private final Attempt attempt;
    private final AccountSource accounts;
    private final EngineCounters counters;
    private final Callers callers;
    private final Standstill standstill;
    private final BooleanSupplier late;

    /** @param late true when nothing may take any longer: the engine is to end */
    BatchRunner(
            EngineConfig config,
            EngineConnection connection,
            Attempt attempt,
            AccountSource accounts,
            EngineCounters counters,
            Callers callers,
            Standstill standstill,
            BooleanSupplier late) {
        this.config = config;
        this.connection = connection;
        this.attempt = attempt;
        this.accounts = accounts;
        this.counters = counters;
        this.callers = callers;
        this.standstill = standstill;
        this.late = late;
    }

    void run(List<Ticket<?>> batch) {
        run(batch, false, deadline());
    }

    /** A batch of which an attempt failed elsewhere: it may have happened. */
    void runAgain(List<Ticket<?>> batch) {
        run(batch, true, deadline());
    }

    private long deadline() {
        return System.nanoTime() + config.longestBatch().toNanos();
    }

    private void run(List<Ticket<?>> batch, boolean again, long deadline) {
        for (int tries = 1; ; tries++) {
            Draft draft;
            try {
                Connection current = connection.get();
                draft = again || tries > 1
                        ? attempt.decideWithOpenEyes(current, batch, accounts)
                        : attempt.decide(current, batch, accounts);
                attempt.finish(current, draft, List.of());
            } catch (SQLException failure) {
                if (!goOn(batch, tries, SqlFailure.of(failure), failure, deadline)) {
                    return;
                }
                continue;
            } catch (StaleBooks stale) {
                if (!goOn(batch, tries, SqlFailure.CONTENTION, stale, deadline)) {
                    return;
                }
                continue;
            } catch (RuntimeException | StackOverflowError broken) {
                if (!goOn(batch, tries, SqlFailure.PERMANENT, broken, deadline)) {
                    return;
                }
                continue;
            }
            callers.landed(draft); // What fails from here on takes nothing back.
            return;
        }
    }

    /** True when the same batch is to be run again; false when it was brought to an end here. */
    private boolean goOn(List<Ticket<?>> batch, int tries, SqlFailure kind, Throwable failure, long deadline) {
        counters.retried.increment();
        if (kind == SqlFailure.CONNECTION) {
            connection.drop();
        } else {
            connection.undo();
        }
        if (SqlFailure.isLockTimeout(failure)) {
            endStandstill();
        }
        if (SqlFailure.surelyUndone(failure)) {
            batch.forEach(Ticket::withdraw);
        } else {
            batch.forEach(Ticket::doubt);
        }
        LOG.log(
                Level.DEBUG,
                () -> "batch=" + batch.size() + " try=" + tries + " failed kind=" + kind + " because " + failure);
        if (kind == SqlFailure.DUPLICATE) {
            attempt.openEyes();
        }
        if (isWaiting(kind) && (late.getAsBoolean() || System.nanoTime() - deadline > 0)) {
            giveUp(batch, kind, failure);
            return false;
        }
        if (tries < attempts(kind, failure, batch.size())) {
            if (kind == SqlFailure.CONNECTION) {
                Pauses.pause(config.backoff(tries).toNanos());
            }
            return true;
        }
        if (batch.size() > 1 && kind != SqlFailure.CONNECTION) {
            counters.bisects.increment();
            int middle = batch.size() / 2;
            run(batch.subList(0, middle), true, deadline);
            run(batch.subList(middle, batch.size()), true, deadline);
            return false;
        }
        giveUp(batch, kind, failure);
        return false;
    }

    /** Somebody made a batch wait for too long: if it is a node that stands still at the gate, its sessions are ended. */
    void endStandstill() {
        try {
            Connection current = connection.get();
            standstill.end(current);
            current.commit();
        } catch (SQLException e) {
            connection.drop();
            LOG.log(Level.DEBUG, "who stands still at the gate could not be asked; the next wait asks again", e);
        }
    }

    /** True for what may pass with time; what does not is found out quickly, and told as what it is. */
    private static boolean isWaiting(SqlFailure kind) {
        return switch (kind) {
            case CONNECTION, CONTENTION, CANCELLED -> true;
            case DUPLICATE, PERMANENT -> false;
        };
    }

    private int attempts(SqlFailure kind, Throwable failure, int commands) {
        return switch (kind) {
            case CONNECTION -> config.maxAttempts();
            case CONTENTION ->
                SqlFailure.isLockTimeout(failure) && commands > 1
                        ? Math.min(LOCKED_ATTEMPTS, config.maxAttempts())
                        : config.maxAttempts();
            case DUPLICATE -> DUPLICATE_ATTEMPTS;
            case CANCELLED -> CANCELLED_ATTEMPTS;
            case PERMANENT -> 1;
        };
    }

    private void giveUp(List<Ticket<?>> batch, SqlFailure kind, Throwable failure) {
        String what = "batch=" + batch.size() + " kind=" + kind + " is given up";
        if (kind == SqlFailure.PERMANENT || kind == SqlFailure.DUPLICATE) {
            LOG.log(Level.ERROR, what, failure);
        } else {
            FailureLog.passing(LOG, Level.ERROR, what, failure);
        }
        for (Ticket<?> ticket : batch) {
            LedgerException reason = reason(ticket.doubtful() && isWaiting(kind) ? SqlFailure.CONNECTION : kind);
            reason.initCause(failure);
            callers.tell(Map.of(ticket, new Resolution.Failed(reason)));
        }
    }

    private static LedgerException reason(SqlFailure kind) {
        return switch (kind) {
            case CONNECTION ->
                new Unavailable(
                        ErrorCode.OUTCOME_UNKNOWN,
                        "the database did not answer; whether the write happened is not known, ask again with the same key");
            case CANCELLED ->
                new Unavailable(
                        ErrorCode.OUTCOME_UNKNOWN,
                        "the database cancelled the write, it took too long or somebody asked for it; whether it happened is not"
                                + " known, ask again with the same key");
            case CONTENTION ->
                new Unavailable(
                        ErrorCode.OVERLOADED, "the rows stayed locked by others; nothing was done, ask again later");
            case DUPLICATE ->
                new Conflict(
                        ErrorCode.ALREADY_EXISTS, "an object with this identifier exists already; nothing was done");
            case PERMANENT ->
                new Corrupt(
                        ErrorCode.INVARIANT_BROKEN,
                        "the database refused the write, a rule of the book would break; nothing was done");
        };
    }
}
