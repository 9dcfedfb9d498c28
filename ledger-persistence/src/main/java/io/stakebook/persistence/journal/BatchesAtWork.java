package io.stakebook.persistence.journal;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Waits for the batches that are at work on any node, which is milliseconds; not for those that begin meanwhile. What they
 * write was recorded before and is visible only when they end.
 */
final class BatchesAtWork {

    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(3);

    private BatchesAtWork() {}

    /** Names of the batches at work now. */
    @FunctionalInterface
    interface Look<E extends Exception> {
        Set<String> now() throws E;
    }

    /** A batch that hangs for two seconds is waited for no longer: what it writes may then appear in between. */
    static <E extends Exception> void await(Look<E> look) throws E {
        Set<String> atWork = new HashSet<>(look.now());
        long giveUp = System.nanoTime() + PATIENCE_NANOS;
        while (!atWork.isEmpty() && System.nanoTime() < giveUp) {
            LockSupport.parkNanos(PAUSE_NANOS);
            atWork.retainAll(look.now());
        }
    }
}
