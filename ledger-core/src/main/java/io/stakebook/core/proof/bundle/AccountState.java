package io.stakebook.core.proof.bundle;

import io.stakebook.core.proof.leaf.LeafAccount;
import io.stakebook.core.proof.leaf.PostedLine;
import java.math.BigInteger;

/** What was posted to one account, up to the bundle's start and up to now, in smallest units. */
final class AccountState {
    final LeafAccount name;
    final int scale;
    final BigInteger openingDebits;
    final BigInteger openingCredits;
    private BigInteger debits;
    private BigInteger credits;

    AccountState(LeafAccount name, int scale, BigInteger openingDebits, BigInteger openingCredits) {
        this.name = name;
        this.scale = scale;
        this.openingDebits = openingDebits;
        this.openingCredits = openingCredits;
        this.debits = openingDebits;
        this.credits = openingCredits;
    }

    void post(PostedLine line) {
        if (line.side() == PostedLine.Side.DEBIT) {
            debits = debits.add(line.units());
        } else {
            credits = credits.add(line.units());
        }
    }

    BigInteger debits() {
        return debits;
    }

    BigInteger credits() {
        return credits;
    }

    /** Debits minus credits at the bundle's start. */
    BigInteger opening() {
        return openingDebits.subtract(openingCredits);
    }

    /** Debits minus credits now. */
    BigInteger closing() {
        return debits.subtract(credits);
    }
}
