package io.stakebook.core.reconciliation;

import java.math.BigInteger;

/**
 * What the book holds for one product and day, as it stood when the statement was matched.
 *
 * @param accrued units the accrual run booked, gross
 * @param commission units of {@code accrued} that are the house's
 * @param receivable true when the accrual stands on 1150, false when on 5010
 * @param corrected units earlier correcting entries added or took, signed
 * @param corrections number of those entries
 * @param tolerance units of difference that are no break: what was asked for each accrual line, and never more than one unit
 *     a line or, where that is more, the {@value #MOST_OF_DAY}th part of the day
 */
public record Expected(
        BigInteger accrued,
        BigInteger commission,
        boolean receivable,
        BigInteger corrected,
        long corrections,
        BigInteger tolerance) {

    /** The largest tolerance that is more than rounding is this part of the day. */
    private static final long MOST_OF_DAY = 100;

    static final Expected NOTHING =
            new Expected(BigInteger.ZERO, BigInteger.ZERO, true, BigInteger.ZERO, 0, BigInteger.ZERO);

    static Expected of(AccruedDay accrual, RewardDay day, BigInteger tolerancePerLine) {
        return new Expected(
                accrual.gross(),
                accrual.commission(),
                accrual.receivable(),
                day.corrected(),
                day.corrections(),
                tolerance(accrual, day, tolerancePerLine));
    }

    /** A day without a run that was corrected before. */
    static Expected of(RewardDay day) {
        return new Expected(
                BigInteger.ZERO, BigInteger.ZERO, true, day.corrected(), day.corrections(), BigInteger.ZERO);
    }

    private static BigInteger tolerance(AccruedDay accrual, RewardDay day, BigInteger perLine) {
        BigInteger lines = BigInteger.valueOf(accrual.lines());
        BigInteger part = accrual.gross().add(day.corrected()).abs().divide(BigInteger.valueOf(MOST_OF_DAY));
        return perLine.multiply(lines).min(lines.max(part));
    }

    /** Units the provider should have stated: accrued and corrected so far. */
    public BigInteger units() {
        return accrued.add(corrected);
    }

    boolean within(BigInteger reported) {
        return reported.subtract(units()).abs().compareTo(tolerance) <= 0;
    }
}
