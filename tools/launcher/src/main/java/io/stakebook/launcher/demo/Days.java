package io.stakebook.launcher.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;

/** UTC days, the only ones the book knows. */
final class Days {

    private Days() {}

    static LocalDate of(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC).toLocalDate();
    }

    static Instant startOf(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    static Instant at(LocalDate day, int hour, int minute) {
        return day.atTime(LocalTime.of(hour, minute)).toInstant(ZoneOffset.UTC);
    }

    static Duration term(Shelf.Product product) {
        if (!product.fixed()) {
            throw new IllegalArgumentException(product + " has no term");
        }
        return Duration.ofDays(Shelf.SOL_TERM_DAYS);
    }
}
