package io.stakebook.core.accrual.reward;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

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

    /** The last microsecond of the day: an entry of this time falls on the day it is counted on. */
    public Instant lastMoment() {
        return end().minus(1, ChronoUnit.MICROS);
    }
}
