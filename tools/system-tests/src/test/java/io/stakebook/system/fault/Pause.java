package io.stakebook.system.fault;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waiting that gives up. */
final class Pause {

    private Pause() {}

    static void millis(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** @throws AssertionError when {@code limit} passes first */
    static void until(String what, Duration limit, BooleanSupplier isSo) {
        long end = System.nanoTime() + limit.toNanos();
        while (!isSo.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                throw new AssertionError(what + " did not come within " + limit.toMillis() + " ms");
            }
            millis(10);
        }
    }
}
