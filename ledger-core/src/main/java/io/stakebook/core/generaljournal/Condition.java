package io.stakebook.core.generaljournal;

import io.stakebook.core.journal.Balance;
import java.math.BigInteger;

/**
 * What a balance must be before an entry is posted; entries earlier in the same request count.
 *
 * @param units in units of the account's asset, below zero allowed
 */
public record Condition(Named balance, Comparison comparison, BigInteger units) {

    /** The three balances of an account, see {@link Balance}. */
    public enum Named {
        POSTED,
        PENDING,
        AVAILABLE;

        BigInteger of(Balance balance) {
            return switch (this) {
                case POSTED -> balance.posted();
                case PENDING -> balance.pending();
                case AVAILABLE -> balance.available();
            };
        }
    }

    /** How the balance must compare: greater or equal, less or equal, equal. */
    public enum Comparison {
        GTE,
        LTE,
        EQ;

        boolean holds(BigInteger found, BigInteger wanted) {
            int order = found.compareTo(wanted);
            return switch (this) {
                case GTE -> order >= 0;
                case LTE -> order <= 0;
                case EQ -> order == 0;
            };
        }
    }

    boolean holds(Balance before) {
        return comparison.holds(balance.of(before), units);
    }
}
