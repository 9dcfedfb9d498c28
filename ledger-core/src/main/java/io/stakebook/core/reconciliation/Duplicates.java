package io.stakebook.core.reconciliation;

import io.stakebook.core.reconciliation.file.StatementLine;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Tells repeated rows from several payments of one day.
 *
 * <p>A row repeats an earlier row of the same day, product and validator when it carries the same reference, or the same
 * reward; two payments of one day have references of their own. Equal rewards under different references are taken for
 * two payments when all rows of the day together agree with the book.
 */
final class Duplicates {

    private Duplicates() {}

    /** Rows that count, and rows that repeat one of them. */
    record Split(List<StatementLine> kept, List<StatementLine> repeated) {

        Split {
            kept = List.copyOf(kept);
            repeated = List.copyOf(repeated);
        }
    }

    /** @param rows of one day and product, in the order of the file */
    static Split split(List<StatementLine> rows, Expected booked) {
        Split byReference = split(rows, false);
        return booked.within(sum(byReference.kept())) ? byReference : split(rows, true);
    }

    static BigInteger sum(List<StatementLine> rows) {
        return rows.stream().map(StatementLine::units).reduce(BigInteger.ZERO, BigInteger::add);
    }

    private static Split split(List<StatementLine> rows, boolean equalRewardsRepeat) {
        Set<List<Object>> seen = new HashSet<>();
        List<StatementLine> kept = new ArrayList<>();
        List<StatementLine> repeated = new ArrayList<>();
        for (StatementLine row : rows) {
            List<Object> reference = List.of(row.validator(), row.reference());
            List<Object> reward = List.of(row.validator(), row.units());
            boolean again = (!row.reference().isEmpty() && seen.contains(reference))
                    || (equalRewardsRepeat && seen.contains(reward));
            (again ? repeated : kept).add(row);
            seen.add(reference);
            seen.add(reward);
        }
        return new Split(kept, repeated);
    }
}
