package io.stakebook.core.period;

import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.error.Rejected;
import io.stakebook.core.error.Shown;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Map;

/** Names a period: a calendar month of UTC business dates, such as {@code 2026-01}, year 1 to 9999. */
public record PeriodId(YearMonth month) implements Comparable<PeriodId> {

    private static final int SHOWN = 40;
    private static final int LAST_YEAR = 9_999;

    public PeriodId {
        if (month.getYear() < 1 || month.getYear() > LAST_YEAR) {
            throw malformed(month.toString());
        }
    }

    /** @throws Rejected {@code ID_MALFORMED} when the text is not a year of four digits, a hyphen and a month of two */
    public static PeriodId parse(String text) {
        if (!text.matches("[0-9]{4}-(0[1-9]|1[0-2])")) {
            throw malformed(text);
        }
        return new PeriodId(YearMonth.parse(text));
    }

    /** The period a business date lies in. */
    public static PeriodId of(LocalDate day) {
        return new PeriodId(YearMonth.from(day));
    }

    public LocalDate firstDay() {
        return month.atDay(1);
    }

    public LocalDate lastDay() {
        return month.atEndOfMonth();
    }

    public PeriodId next() {
        return new PeriodId(month.plusMonths(1));
    }

    public PeriodId previous() {
        return new PeriodId(month.minusMonths(1));
    }

    /** The first instant after its last day. */
    public Instant end() {
        return month.plusMonths(1).atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    public boolean isAfter(PeriodId other) {
        return compareTo(other) > 0;
    }

    private static Rejected malformed(String text) {
        return new Rejected(
                ErrorCode.ID_MALFORMED,
                "a period is a month such as 2026-01, not \"" + Shown.of(text, SHOWN) + "\"",
                Map.of("field", "periodId"));
    }

    @Override
    public int compareTo(PeriodId other) {
        return month.compareTo(other.month);
    }

    @Override
    public String toString() {
        return month.toString();
    }
}
