package io.stakebook.core.reconciliation;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** The business day of an instant: its UTC day. */
final class BusinessDays {

    private BusinessDays() {}

    static LocalDate of(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC).toLocalDate();
    }
}
