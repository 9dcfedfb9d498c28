package io.stakebook.core.presence;

import io.stakebook.core.id.CustomerId;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * A day on which a customer was seen behind a mainland address.
 *
 * @param day calendar day in Asia/Shanghai, the day that people there live in
 * @param lastAt end of the ten minutes he was last seen in on that day; to count him as seen until then is what lets one
 *     write stand for ten minutes without ever saying too little
 */
public record MainlandDay(CustomerId customer, LocalDate day, Instant lastAt) {

    private static final String COUNTRY = "CN";
    private static final ZoneId CALENDAR = ZoneId.of("Asia/Shanghai");
    private static final Duration SPAN = Duration.ofMinutes(10);

    /** @param at when the request came, by the clock of the book */
    public static MainlandDay of(CustomerId customer, Instant at) {
        long spans = Math.floorDiv(at.getEpochSecond(), SPAN.toSeconds()) + 1;
        return new MainlandDay(customer, dayOf(at), Instant.ofEpochSecond(spans * SPAN.toSeconds()));
    }

    /** The day that an instant falls into. */
    public static LocalDate dayOf(Instant at) {
        return LocalDate.ofInstant(at, CALENDAR);
    }

    /**
     * True for the mainland alone; Hong Kong, Macau and Taiwan have codes of their own.
     *
     * @param countryOrNull two-letter country of an address, null when not known
     */
    public static boolean isMainland(@Nullable String countryOrNull) {
        return COUNTRY.equals(countryOrNull);
    }

    /** True when this says all that the other says. */
    boolean covers(MainlandDay other) {
        return day.equals(other.day) && !lastAt.isBefore(other.lastAt);
    }
}
