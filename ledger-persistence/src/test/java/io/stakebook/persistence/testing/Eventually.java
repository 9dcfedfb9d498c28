package io.stakebook.persistence.testing;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waiting for what other threads do: it fails by name when it does not come, and leaves the processor to them meanwhile. */
public final class Eventually {

    private static final long LOOK_AGAIN_NANOS = Duration.ofMillis(5).toNanos();

    private Eventually() {}

    /**
     * @param what what is waited for, as the failure names it
     * @throws AssertionError when {@code atMost} passes first
     */
    public static void until(String what, Duration atMost, BooleanSupplier condition) {
        long end = System.nanoTime() + atMost.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                throw new AssertionError(what + ": not so within " + atMost);
            }
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
    }
}
