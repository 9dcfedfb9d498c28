package io.stakebook.core.journal;

import io.stakebook.core.account.AccountName;
import io.stakebook.core.account.Side;
import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.error.Rejected;
import io.stakebook.core.money.Amount;

/** One line of a journal entry: an amount on one side of one account, always above zero. */
public record Posting(AccountName account, Side side, Amount amount) {

    public Posting {
        if (amount.isZero()) {
            throw new Rejected(ErrorCode.AMOUNT_NOT_POSITIVE, "a posting must move something: " + account);
        }
        if (!account.asset().equals(amount.asset())) {
            throw new IllegalArgumentException(
                    "account " + account + " holds " + account.asset() + ", not " + amount.asset());
        }
    }

    public static Posting debit(AccountName account, Amount amount) {
        return new Posting(account, Side.DEBIT, amount);
    }

    public static Posting credit(AccountName account, Amount amount) {
        return new Posting(account, Side.CREDIT, amount);
    }
}
