package io.stakebook.api.http;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** So many at work at a time, so many more that wait for a while, and nobody else. Safe for threads. */
final class Places {

    private final Semaphore working;
    private final Semaphore waiting;
    private final Duration patience;

    /** @param patience how long one waits for a place */
    Places(int working, int waiting, Duration patience) {
        this.working = new Semaphore(working, true);
        this.waiting = new Semaphore(waiting);
        this.patience = patience;
    }

    /** True when the caller has a place, which he {@linkplain #leave leaves}; false when none came free, or too many wait. */
    boolean take() {
        if (working.tryAcquire()) {
            return true;
        }
        if (!waiting.tryAcquire()) {
            return false;
        }
        try {
            return working.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            waiting.release();
        }
    }

    void leave() {
        working.release();
    }
}
