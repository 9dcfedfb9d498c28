package io.stakebook.core.accrual;

import java.math.BigInteger;

/**
 * Client liabilities that no client asset covers, as the book stood at one moment. Rewards of runs still at work are left
 * out: each such run backs its own.
 *
 * @param units of the asset, zero when covered
 * @param houseVersion version of the house wallet at that moment; whoever covers clients out of it moves it on
 */
public record Uncovered(BigInteger units, long houseVersion) {

    public Uncovered {
        if (units.signum() < 0) {
            throw new IllegalArgumentException("what is uncovered is zero or more, not " + units);
        }
    }
}
