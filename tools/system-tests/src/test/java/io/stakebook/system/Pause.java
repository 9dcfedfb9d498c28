package io.stakebook.system;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Waiting that gives up, by the name of what did not come. */
public final class Pause {

    /** Between two looks at what is near; one over HTTP costs more. */
    private static final long NEAR_MILLIS = 10;

    private static final long FAR_MILLIS = 100;

    private Pause() {}

    public static void millis(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** @throws AssertionError when {@code limit} passes first */
    public static void until(String what, Duration limit, BooleanSupplier isSo) {
        until(what, limit, NEAR_MILLIS, isSo::getAsBoolean, so -> so);
    }

    /**
     * What is seen, once it is as wanted.
     *
     * @throws AssertionError with what was seen last when {@code limit} passes first
     */
    public static <T> T until(String what, Duration limit, Supplier<T> look, Predicate<T> asWanted) {
        return until(what, limit, FAR_MILLIS, look, asWanted);
    }

    private static <T> T until(String what, Duration limit, long step, Supplier<T> look, Predicate<T> asWanted) {
        long end = System.nanoTime() + limit.toNanos();
        while (true) {
            T seen = look.get();
            if (asWanted.test(seen)) {
                return seen;
            }
            if (System.nanoTime() - end > 0) {
                throw new AssertionError(what + " did not come within " + limit.toMillis() + " ms, last: " + seen);
            }
            millis(step);
        }
    }
}
