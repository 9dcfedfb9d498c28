package io.stakebook.core.period;

import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.error.Rejected;
import io.stakebook.core.journal.JournalEntry;
import io.stakebook.core.journal.Lateness;
import java.time.LocalDate;
import java.util.Map;

/**
 * Which business dates still take entries. Read at the start of every batch.
 *
 * @param closedThrough the last day of the newest closed period; nothing on or before it enters
 * @param closingThrough the last day of the period that is closing, or {@code closedThrough} when none is: on the days
 *     between, only adjustments enter
 */
public record PeriodCalendar(LocalDate closedThrough, LocalDate closingThrough) {

    /** Every day is open. */
    public static final PeriodCalendar OPEN = new PeriodCalendar(LocalDate.MIN, LocalDate.MIN);

    public PeriodCalendar {
        if (closingThrough.isBefore(closedThrough)) {
            throw new IllegalArgumentException(
                    "closing through " + closingThrough + " lies before closed through " + closedThrough);
        }
    }

    /**
     * The entry as it may enter the book: itself, or carried to the first open day.
     *
     * @throws Rejected {@code PERIOD_CLOSED}
     */
    public JournalEntry admit(JournalEntry entry, Lateness late) {
        LocalDate day = entry.businessDate();
        boolean adjusts = late == Lateness.ADJUST || late == Lateness.ADJUST_OR_CARRY;
        if (day.isAfter(adjusts ? closedThrough : closingThrough)) {
            return entry;
        }
        if (late == Lateness.CARRY || late == Lateness.ADJUST_OR_CARRY) {
            return entry.carriedTo(closingThrough.plusDays(1));
        }
        String state = day.isAfter(closedThrough) ? "closing and takes adjustments only" : "closed";
        throw new Rejected(
                ErrorCode.PERIOD_CLOSED,
                "business date " + day + " lies in a period that is " + state + "; the first open day is "
                        + closingThrough.plusDays(1),
                Map.of(
                        "businessDate",
                        day.toString(),
                        "firstOpenDay",
                        closingThrough.plusDays(1).toString()));
    }
}
