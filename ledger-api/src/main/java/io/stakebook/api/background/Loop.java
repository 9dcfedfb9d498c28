package io.stakebook.api.background;

import io.stakebook.core.error.FailureLog;
import io.stakebook.core.error.LedgerException;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Rounds of work on one thread of the container's, until the node ends: whatever a round meets, another one follows. The only
 * place that interrupts a thread.
 */
public final class Loop {

    private static final Duration LONGEST_END = Duration.ofSeconds(2);

    private final String name;
    private final Round round;
    private final Failure failure;
    private final Semaphore wakeUps = new Semaphore(0);
    private volatile boolean running;
    private volatile @Nullable Thread thread;

    /** Work that ends by itself or, soon, when its thread is interrupted. */
    @FunctionalInterface
    public interface Round {

        /** Works, and says how long to rest before the next round. */
        Duration run() throws Exception;
    }

    /** What follows when a round ended in whatever way. */
    @FunctionalInterface
    public interface Failure {

        /** Tells of it, and says how long to rest before the next round. */
        Duration after(Throwable failure);
    }

    /** @param name of the thread */
    public Loop(String name, Round round, Failure failure) {
        this.name = name;
        this.round = round;
        this.failure = failure;
    }

    /** @param first how long to rest before the first round */
    public void start(ManagedThreadFactory threads, Duration first) {
        running = true;
        Thread started = threads.newThread(() -> run(first));
        started.setName(name);
        thread = started;
        started.start();
    }

    /** False once it is to end: a round that goes on for long looks at it. */
    public boolean running() {
        return running;
    }

    /** Ends a rest. Returns at once. */
    public void wake() {
        wakeUps.release();
    }

    /** Begins no more rounds and interrupts the one at work; waits a moment for its end, so that it may store where it is. */
    public void stop() {
        running = false;
        Thread working = thread;
        if (working == null) {
            return;
        }
        working.interrupt();
        try {
            working.join(LONGEST_END.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The failure of a round in the log; what the ledger itself says is a warning, because the next round tries again. */
    public static void tell(Logger log, String event, Throwable failure) {
        if (failure instanceof LedgerException known) {
            FailureLog.tell(log, Level.WARNING, event + " code=" + known.code(), known);
        } else {
            log.log(Level.ERROR, event + " code=UNEXPECTED", failure);
        }
    }

    private void run(Duration first) {
        rest(first);
        while (running) {
            rest(oneRound());
        }
    }

    private Duration oneRound() {
        try {
            return round.run();
        } catch (InterruptedException e) {
            return Duration.ZERO; // Only stop() interrupts.
        } catch (Exception | Error e) { // It must go on, whatever it was.
            return failure.after(e);
        }
    }

    private void rest(Duration pause) {
        try {
            if (wakeUps.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                wakeUps.drainPermits();
            }
        } catch (InterruptedException e) {
            // Only stop() interrupts, and whoever rests looks whether there is another round.
            return;
        }
    }
}
