package io.stakebook.persistence.journal;

import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.error.Unavailable;
import io.stakebook.core.journal.EntryDates;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Waits for the batches that are at work on any node, which is milliseconds; not for those that begin meanwhile. What they
 * write was recorded before and is visible only when they end.
 */
final class BatchesAtWork {

    private static final int PATIENCE_SECONDS = 3;
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(3);

    private BatchesAtWork() {}

    /** Names of the batches at work now that have been so for some milliseconds at least. */
    @FunctionalInterface
    interface Look<E extends Exception> {
        Set<String> now(long millis) throws E;
    }

    /**
     * Waits for all of them.
     *
     * @throws Unavailable {@code OVERLOADED} when one of them does not end in three seconds, or the thread is interrupted
     */
    static <E extends Exception> void await(Look<E> look) throws E {
        await(Duration.ZERO, look);
    }

    /**
     * Waits for those that may have recorded something at or before a moment; a batch that began later has not. A moment
     * that a faster clock took is waited for first.
     *
     * @param now the time of the book, which is also what batches are recorded by
     * @throws Unavailable {@code OVERLOADED} when one of them does not end in three seconds, or the thread is interrupted
     */
    static <E extends Exception> void await(Instant moment, Clock now, Look<E> look) throws E {
        Duration ahead = Duration.between(now.instant(), moment);
        if (ahead.compareTo(Duration.ZERO) > 0 && ahead.compareTo(EntryDates.SKEW) <= 0) {
            pause(ahead.toNanos());
        }
        Duration since = Duration.between(moment, now.instant()).minus(EntryDates.SKEW);
        await(since.isNegative() ? Duration.ZERO : since, look);
    }

    private static <E extends Exception> void await(Duration atLeast, Look<E> look) throws E {
        long millis = atLeast.toMillis();
        Set<String> atWork = new HashSet<>(look.now(millis));
        long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!atWork.isEmpty()) {
            if (System.nanoTime() - giveUp > 0) {
                throw new Unavailable(
                        ErrorCode.OVERLOADED,
                        "what was recorded by then is still being written after " + PATIENCE_SECONDS
                                + " s; ask again later");
            }
            pause(PAUSE_NANOS);
            atWork.retainAll(look.now(millis));
        }
    }

    /** In full, or not at all: a thread that is interrupted would not wait, and whoever reads on it is about to end. */
    private static void pause(long nanos) {
        long end = System.nanoTime() + nanos;
        for (long left = nanos; left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
            if (Thread.currentThread().isInterrupted()) {
                throw new Unavailable(
                        ErrorCode.OVERLOADED,
                        "the wait for what is still being written was interrupted, this node may be ending; ask again later");
            }
        }
    }
}
