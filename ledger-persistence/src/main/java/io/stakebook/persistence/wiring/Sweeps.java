package io.stakebook.persistence.wiring;

import io.stakebook.core.error.FailureLog;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;

/**
 * What this node does by itself again and again, one after the other on one thread: each sweep does a bounded piece of what is due,
 * and nothing when another node did it. A sweep that fails is told of and comes again.
 */
final class Sweeps implements AutoCloseable {

    private static final Logger LOG = System.getLogger(Sweeps.class.getName());
    private static final Duration END = Duration.ofSeconds(5);

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread sweeper = new Thread(task, "stakebook-sweeps");
        sweeper.setDaemon(true);
        return sweeper;
    });

    /**
     * @param every between the end of one and the begin of the next
     * @param what it does, for the log, as in "expired reservations"
     * @param sweep returns how much it did
     */
    void every(Duration every, String what, IntSupplier sweep) {
        ScheduledFuture<?> unused = thread.scheduleWithFixedDelay(
                () -> quietly(what, sweep), every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static void quietly(String what, IntSupplier sweep) {
        try {
            int swept = sweep.getAsInt();
            if (swept > 0) {
                LOG.log(Level.INFO, "event=swept count=" + swept + ": " + what);
            }
        } catch (RuntimeException | Error e) { // One that escapes would cancel every later sweep.
            FailureLog.tell(LOG, Level.WARNING, "event=sweep_failed: " + what + "; trying again", e);
        }
    }

    /** A sweep under way needs the engine; it is bounded, and one that hangs is cut off by the engine's end. */
    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(END.toSeconds(), TimeUnit.SECONDS)) {
                LOG.log(Level.WARNING, "a sweep is still under way; the next node goes on");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
