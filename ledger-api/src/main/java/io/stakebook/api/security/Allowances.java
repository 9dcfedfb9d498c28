package io.stakebook.api.security;

import io.stakebook.core.recent.RecentlyUsed;
import java.time.Duration;
import java.util.Map;

/**
 * How many calls each caller has left. An allowance fills up evenly again, a call at a time (generic cell rate algorithm, ITU-T
 * I.371), so no caller gains by waiting for a window to turn. Callers not seen for longest are forgotten first, which gives them
 * a whole allowance again. Safe for threads.
 */
final class Allowances {

    /**
     * What became of one call.
     *
     * @param granted false when the allowance was used up
     * @param remaining calls that would be granted at once after this one
     * @param fullInSeconds until the allowance is whole again, rounded up
     * @param retryInSeconds until the next call would be granted, rounded up; 0 when it would be now
     */
    record Verdict(boolean granted, long remaining, long fullInSeconds, long retryInSeconds) {}

    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final long window;
    private final long interval;
    private final Map<String, Long> fullAt;

    /**
     * @param calls as many in one window, at least 1
     * @param window in which an allowance that was used up is whole again; at least a nanosecond a call
     * @param callers remembered at most
     */
    Allowances(int calls, Duration window, int callers) {
        this.interval = window.toNanos() / calls;
        this.window = interval * calls;
        this.fullAt = new RecentlyUsed<>(callers);
    }

    /**
     * Takes one call off a caller's allowance, or nothing when it is used up.
     *
     * @param now nanoseconds of a clock that never goes back
     */
    synchronized Verdict take(String caller, long now) {
        Long known = fullAt.get(caller);
        // Differences only: the clock may pass the largest number.
        long missing = known == null ? 0 : Math.max(0, known - now);
        boolean granted = missing + interval <= window;
        long after = granted ? missing + interval : missing;
        if (granted) {
            fullAt.put(caller, now + after);
        }
        long next = after + interval - window;
        return new Verdict(granted, (window - after) / interval, seconds(after), seconds(Math.max(0, next)));
    }

    private static long seconds(long nanos) {
        return (nanos + SECOND - 1) / SECOND;
    }
}
