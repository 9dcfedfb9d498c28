package io.stakebook.api.http.body;

import java.time.Duration;

/**
 * How long a body may take: {@code START} and a second more for each {@code BYTES_A_SECOND} that came.
 *
 * @param began by {@link System#nanoTime()}
 */
public record Pace(long began) {

    private static final Duration START = Duration.ofSeconds(10);
    private static final long BYTES_A_SECOND = 65_536;

    /** The rule, for a sentence. */
    public static final String RULE = "a body arrives within " + START.toSeconds()
            + " seconds, and a second more for each " + BYTES_A_SECOND + " bytes that came";

    /** @param now by {@link System#nanoTime()} */
    public boolean isLate(long arrived, long now) {
        return now - began > START.toNanos() + arrived * Duration.ofSeconds(1).toNanos() / BYTES_A_SECOND;
    }
}
