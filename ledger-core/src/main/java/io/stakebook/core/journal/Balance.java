package io.stakebook.core.journal;

import io.stakebook.core.account.AccountName;
import io.stakebook.core.account.Limits;
import io.stakebook.core.account.Side;
import io.stakebook.core.money.Amount;
import java.math.BigInteger;

/**
 * The state of one account: what was posted on each side, what is reserved on each side, and the number of postings it
 * has had, reservations and their resolutions included.
 *
 * <p>Three balances have names, all in units on the account's normal side: {@link #posted()}, {@link #available()} and
 * {@link #pending()}.
 *
 * @param debits posted debits
 * @param credits posted credits
 * @param pendingDebits open reservations on the debit side
 * @param pendingCredits open reservations on the credit side
 * @param sequence version of the account: account sequence of the newest posting, 0 before the first; without gaps
 */
public record Balance(
        AccountName account,
        BigInteger debits,
        BigInteger credits,
        BigInteger pendingDebits,
        BigInteger pendingCredits,
        long sequence,
        Limits limits) {

    public Balance {
        if (pendingDebits.signum() < 0 || pendingCredits.signum() < 0) {
            throw new IllegalStateException("account " + account + " would have less than nothing reserved: debits "
                    + pendingDebits + ", credits " + pendingCredits);
        }
    }

    /** A balance without reservations and limits. */
    public Balance(AccountName account, BigInteger debits, BigInteger credits, long sequence) {
        this(account, debits, credits, BigInteger.ZERO, BigInteger.ZERO, sequence, Limits.NONE);
    }

    public static Balance empty(AccountName account) {
        return new Balance(account, BigInteger.ZERO, BigInteger.ZERO, 0);
    }

    /** What is posted; below zero when the account stands on its other side. */
    public BigInteger posted() {
        BigInteger debitLessCredit = debits.subtract(credits);
        return debitNormal() ? debitLessCredit : debitLessCredit.negate();
    }

    /** What is posted less what is reserved out: free to be used. */
    public BigInteger available() {
        return posted().subtract(reservedOut());
    }

    /** How much may leave the account: what is available above its floor and its minimums, never below zero. */
    public BigInteger spendable() {
        BigInteger floor = limits.floor(account.chart()).orElse(BigInteger.ZERO);
        return available().subtract(floor).max(BigInteger.ZERO);
    }

    /** What would be posted if every open reservation were settled. */
    public BigInteger pending() {
        return posted().add(reservedIn()).subtract(reservedOut());
    }

    /** Open reservations on the normal side. */
    public BigInteger reservedIn() {
        return debitNormal() ? pendingDebits : pendingCredits;
    }

    /** Open reservations on the other side. */
    public BigInteger reservedOut() {
        return debitNormal() ? pendingCredits : pendingDebits;
    }

    private boolean debitNormal() {
        return account.chart().type().normalSide() == Side.DEBIT;
    }

    /** The account after a posting of an entry in that phase. */
    public Balance after(Side side, Amount amount, Phase phase) {
        BigInteger moved = phase.movesPosted() ? amount.units() : BigInteger.ZERO;
        BigInteger reserved = BigInteger.ZERO;
        if (phase instanceof Phase.Reserved) {
            reserved = amount.units();
        } else if (phase.resolves()) {
            reserved = amount.units().negate();
        }
        boolean debit = side == Side.DEBIT;
        return new Balance(
                account,
                debit ? debits.add(moved) : debits,
                debit ? credits : credits.add(moved),
                debit ? pendingDebits.add(reserved) : pendingDebits,
                debit ? pendingCredits : pendingCredits.add(reserved),
                sequence + 1,
                limits);
    }

    public Balance with(Limits changed) {
        return new Balance(account, debits, credits, pendingDebits, pendingCredits, sequence, changed);
    }
}
