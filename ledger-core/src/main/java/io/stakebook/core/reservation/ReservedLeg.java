package io.stakebook.core.reservation;

import io.stakebook.core.journal.Posting;
import java.math.BigInteger;

/**
 * One posting of a reservation.
 *
 * @param posting what was set aside
 * @param settled units posted of it so far
 * @param remaining units still set aside; zero once the reservation is resolved
 */
public record ReservedLeg(Posting posting, BigInteger settled, BigInteger remaining) {

    public ReservedLeg {
        boolean within = settled.signum() >= 0
                && remaining.signum() >= 0
                && settled.add(remaining).compareTo(posting.amount().units()) <= 0;
        if (!within) {
            throw new IllegalArgumentException("of " + posting + " " + settled + " units are settled and " + remaining
                    + " remain, which is more than was reserved");
        }
    }

    static ReservedLeg open(Posting posting) {
        return new ReservedLeg(posting, BigInteger.ZERO, posting.amount().units());
    }

    ReservedLeg settle(BigInteger units) {
        return new ReservedLeg(posting, settled.add(units), remaining.subtract(units));
    }

    ReservedLeg released() {
        return new ReservedLeg(posting, settled, BigInteger.ZERO);
    }
}
