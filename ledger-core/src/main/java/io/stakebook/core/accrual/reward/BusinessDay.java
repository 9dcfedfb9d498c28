package io.stakebook.core.accrual.reward;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** One UTC day as the stretch of time a run accrues: start inclusive, end exclusive. */
public record BusinessDay(LocalDate date) {

    public Instant start() {
        return date.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    public Instant end() {
        return date.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    public boolean overAt(Instant instant) {
        return !instant.isBefore(end());
    }
}
