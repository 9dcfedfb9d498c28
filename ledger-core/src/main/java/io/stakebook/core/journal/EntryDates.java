package io.stakebook.core.journal;

import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.error.Rejected;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The two dates a caller may give an entry.
 *
 * @param effectiveAt when the fact holds, UTC, microseconds
 * @param businessDate the UTC day finance counts it on
 */
public record EntryDates(Instant effectiveAt, LocalDate businessDate) {

    /** How far a caller's clock may run ahead of ours. */
    public static final Duration SKEW = Duration.ofSeconds(2);

    private static final int EARLIEST_YEAR = 1970;
    private static final Instant EARLIEST = Instant.EPOCH;

    /**
     * The dates asked for, the missing ones filled in: now, and the UTC day of the effective time.
     *
     * @throws Rejected {@code EFFECTIVE_IN_FUTURE}, or {@code FIELD_INVALID} for a date before 1970
     */
    public static EntryDates of(@Nullable Instant effectiveAt, @Nullable LocalDate businessDate, Instant recordedAt) {
        Instant at = effectiveAt == null ? recordedAt : effectiveAt.truncatedTo(ChronoUnit.MICROS);
        Instant latest = recordedAt.plus(SKEW);
        if (at.isAfter(latest)) {
            throw new Rejected(
                    ErrorCode.EFFECTIVE_IN_FUTURE,
                    "an entry cannot be effective at " + at + ", it is " + recordedAt,
                    Map.of("field", "effectiveAt", "effectiveAt", at.toString(), "now", recordedAt.toString()));
        }
        // Before anything asks for its day: the earliest instants lie outside the calendar.
        if (at.isBefore(EARLIEST)) {
            throw tooEarly("effectiveAt", at.toString());
        }
        LocalDate day = businessDate == null ? dayOf(at) : businessDate;
        if (day.isAfter(dayOf(latest))) {
            throw new Rejected(
                    ErrorCode.EFFECTIVE_IN_FUTURE,
                    "an entry cannot count on business date " + day + ", it is " + recordedAt,
                    Map.of("field", "businessDate", "businessDate", day.toString(), "now", recordedAt.toString()));
        }
        if (day.getYear() < EARLIEST_YEAR) {
            throw tooEarly("businessDate", day.toString());
        }
        return new EntryDates(at, day);
    }

    /** The business date of an instant: its UTC day. */
    public static LocalDate dayOf(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC).toLocalDate();
    }

    private static Rejected tooEarly(String field, String value) {
        return new Rejected(
                ErrorCode.FIELD_INVALID,
                "field \"" + field + "\" lies before " + EARLIEST_YEAR + ": " + value,
                Map.of("field", field));
    }
}
