package io.stakebook.core.journal;

import io.stakebook.core.account.AccountName;
import io.stakebook.core.account.Side;
import io.stakebook.core.money.Amount;
import java.math.BigInteger;

/**
 * The state of one account: total debits, total credits and the number of postings it has had.
 *
 * @param sequence account sequence of the newest posting, 0 before the first; without gaps
 */
public record Balance(AccountName account, BigInteger debits, BigInteger credits, long sequence) {

    public static Balance empty(AccountName account) {
        return new Balance(account, BigInteger.ZERO, BigInteger.ZERO, 0);
    }

    /** Units on the account's normal side; below zero when it stands on the other side. */
    public BigInteger net() {
        BigInteger debitLessCredit = debits.subtract(credits);
        return account.chart().type().normalSide() == Side.DEBIT ? debitLessCredit : debitLessCredit.negate();
    }

    public Balance after(Side side, Amount amount) {
        return side == Side.DEBIT
                ? new Balance(account, debits.add(amount.units()), credits, sequence + 1)
                : new Balance(account, debits, credits.add(amount.units()), sequence + 1);
    }
}
