package io.stakebook.api.http.body;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/**
 * Times and dates as callers write them. They lie in the years 1970 to 9999 of UTC: what the book, its export format (RFC
 * 3339 has four digits for a year) and PostgreSQL all can say.
 */
public final class CallersTime {

    /** The bound as the refusal says it. */
    public static final String RULE = "from 1970-01-01 to 9999-12-31 (UTC)";

    private static final LocalDate FIRST = LocalDate.EPOCH;
    private static final LocalDate LAST = LocalDate.of(9_999, 12, 31);
    private static final Instant END =
            LAST.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();

    private CallersTime() {}

    /** @throws DateTimeException when the text is no time of RFC 3339 with an offset, or lies outside */
    public static Instant instant(String text) {
        Instant time = OffsetDateTime.parse(text).toInstant();
        if (time.isBefore(Instant.EPOCH) || !time.isBefore(END)) {
            throw new DateTimeException(text + " lies outside " + RULE);
        }
        return time;
    }

    /** @throws DateTimeException when the text is no calendar date of ISO 8601, or lies outside */
    public static LocalDate date(String text) {
        LocalDate date = LocalDate.parse(text);
        if (date.isBefore(FIRST) || date.isAfter(LAST)) {
            throw new DateTimeException(text + " lies outside " + RULE);
        }
        return date;
    }
}
