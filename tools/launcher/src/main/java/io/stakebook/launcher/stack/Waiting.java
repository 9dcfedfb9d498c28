package io.stakebook.launcher.stack;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Bounded waiting. */
final class Waiting {

    private static final Duration STEP = Duration.ofMillis(100);

    private Waiting() {}

    /** Asks until it is so; false when {@code limit} passed first. */
    static boolean until(Duration limit, BooleanSupplier isSo) {
        long end = System.nanoTime() + limit.toNanos();
        while (!isSo.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                return false;
            }
            try {
                Thread.sleep(STEP.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new LaunchFailed("interrupted while waiting", e);
            }
        }
        return true;
    }
}
