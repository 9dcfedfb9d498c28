package io.stakebook.core.presence;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;

/**
 * What the days say at an instant.
 *
 * @param days of the last {@value #WINDOW_DAYS}, today among them, on which the customer was seen in the mainland
 * @param lately true when he was seen there in the last 24 hours; up to ten minutes longer, never shorter
 */
public record MainlandPast(int days, boolean lately) {

    /** Days that count, today among them. */
    public static final int WINDOW_DAYS = 90;

    private static final Duration LATELY = Duration.ofHours(24);

    /** The first day that counts at an instant; whatever lies before it can be forgotten. */
    public static LocalDate firstDay(Instant now) {
        return MainlandDay.dayOf(now).minusDays(WINDOW_DAYS - 1L);
    }

    /** Who was last seen after this instant was seen lately. */
    public static Instant latelySince(Instant now) {
        return now.minus(LATELY);
    }
}
