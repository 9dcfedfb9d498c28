package io.stakebook.core.reconciliation;

import io.stakebook.core.id.ProductId;
import java.math.BigInteger;
import java.time.LocalDate;

/**
 * What the accrual run of one product and day booked.
 *
 * @param receivable true when the gross reward stands as a receivable from the protocol (account 1150), false when it is
 *     the house's expense (account 5010)
 * @param gross units, customers' share and commission together
 * @param commission units, the house's part of {@code gross}
 * @param lines number of accrual lines; each was rounded down once, to the unit
 * @param complete false while the run is still going
 */
public record AccruedDay(
        ProductId product,
        LocalDate day,
        boolean receivable,
        BigInteger gross,
        BigInteger commission,
        long lines,
        boolean complete) {

    public AccruedDay {
        if (gross.signum() < 0 || commission.signum() < 0 || commission.compareTo(gross) > 0) {
            throw new IllegalArgumentException("the accrual of " + product + " on " + day + " cannot be " + gross
                    + " units of which " + commission + " are commission");
        }
        if (lines < 0) {
            throw new IllegalArgumentException("the accrual of " + product + " on " + day + " counts " + lines);
        }
    }
}
