package io.stakebook.core.reconciliation;

import io.stakebook.core.id.ProductId;
import io.stakebook.core.posting.Stored;
import java.math.BigInteger;
import java.time.LocalDate;

/**
 * What correcting entries have added to (above zero) or taken from (below zero) the accrual of one product and day. It
 * is the fence between two corrections of the same day.
 *
 * @param corrected units, signed
 * @param corrections number of correcting entries posted
 */
public record RewardDay(ProductId product, LocalDate day, BigInteger corrected, long corrections) implements Stored {

    /** A day nobody has corrected. */
    public static RewardDay untouched(ProductId product, LocalDate day) {
        return new RewardDay(product, day, BigInteger.ZERO, 0);
    }

    public static String recordId(ProductId product, LocalDate day) {
        return product + "/" + day;
    }

    @Override
    public String recordId() {
        return recordId(product, day);
    }

    RewardDay plus(BigInteger difference) {
        return new RewardDay(product, day, corrected.add(difference), corrections + 1);
    }
}
