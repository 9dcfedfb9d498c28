package io.stakebook.core.closing;

import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.error.Rejected;
import io.stakebook.core.period.PeriodCalendar;
import io.stakebook.core.period.PeriodId;
import io.stakebook.core.posting.Books;
import io.stakebook.core.posting.RecordKey;
import io.stakebook.core.posting.Stored;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How far the book is closed; there is one row, {@value #ID}. Every step of a period locks it, so that steps happen one
 * after another.
 *
 * @param firstOrNull the first period ever closed; everything before it counts as part of it
 * @param sealedOrNull the newest period that takes nothing more
 * @param closingOrNull the newest period whose closing was begun; never before the sealed one
 * @param version grows by one with every change
 */
public record PeriodBook(
        @Nullable PeriodId firstOrNull,
        @Nullable PeriodId sealedOrNull,
        @Nullable PeriodId closingOrNull,
        long version) implements Stored {

    public static final String ID = "periods";

    /** No entry counts before it, see {@link io.stakebook.core.journal.EntryDates}. */
    private static final PeriodId EARLIEST = PeriodId.parse("1970-01");

    /** Nobody began to close anything. */
    public static final PeriodBook OPEN = new PeriodBook(null, null, null, 0);

    public PeriodBook {
        if ((firstOrNull == null) != (closingOrNull == null)) {
            throw new IllegalArgumentException("a book with a first period has a newest one: " + firstOrNull);
        }
        if (sealedOrNull != null && (closingOrNull == null || sealedOrNull.isAfter(closingOrNull))) {
            throw new IllegalArgumentException("period " + sealedOrNull + " is sealed and " + closingOrNull
                    + " is the newest that began to close");
        }
    }

    /** The key under which a command needs the row. */
    public static RecordKey key() {
        return new RecordKey(PeriodBook.class, ID);
    }

    static PeriodBook current(Books books) {
        return books.find(PeriodBook.class, ID).orElse(OPEN);
    }

    /** Which days still take entries. */
    public PeriodCalendar calendar() {
        LocalDate closed = sealedOrNull == null ? LocalDate.MIN : sealedOrNull.lastDay();
        return new PeriodCalendar(closed, closingOrNull == null ? closed : closingOrNull.lastDay());
    }

    /** Closing of the period begins. The first is free to choose. */
    PeriodBook begin(PeriodId period) {
        if (closingOrNull == null) {
            if (EARLIEST.isAfter(period)) {
                throw new Rejected(
                        ErrorCode.PERIOD_OUT_OF_ORDER,
                        "no entry counts before " + EARLIEST + ", so no earlier period closes, not " + period,
                        Map.of("nextPeriod", EARLIEST.toString()));
            }
            return new PeriodBook(period, null, period, version + 1);
        }
        requireNext("begins to close", closingOrNull.next(), period);
        return new PeriodBook(firstOrNull, sealedOrNull, period, version + 1);
    }

    /** The period takes nothing more. */
    PeriodBook seal(PeriodId period) {
        if (firstOrNull == null) {
            throw new IllegalStateException("period " + period + " is to be sealed before any began to close");
        }
        requireNext("closes", sealedOrNull == null ? firstOrNull : sealedOrNull.next(), period);
        return new PeriodBook(firstOrNull, period, closingOrNull, version + 1);
    }

    /** The newest sealed period takes adjustments again. */
    PeriodBook reopen(PeriodId period) {
        if (!period.equals(sealedOrNull)) {
            throw new Rejected(
                    ErrorCode.PERIOD_OUT_OF_ORDER,
                    "only the newest closed period can be reopened, and that is " + sealedOrNull + ", not " + period,
                    Map.of("newestClosed", String.valueOf(sealedOrNull)));
        }
        return new PeriodBook(
                firstOrNull, period.equals(firstOrNull) ? null : period.previous(), closingOrNull, version + 1);
    }

    private static void requireNext(String step, PeriodId next, PeriodId asked) {
        if (!next.equals(asked)) {
            throw new Rejected(
                    ErrorCode.PERIOD_OUT_OF_ORDER,
                    "the next period that " + step + " is " + next + ", not " + asked
                            + "; periods close one after another",
                    Map.of("nextPeriod", next.toString()));
        }
    }

    @Override
    public String recordId() {
        return ID;
    }
}
