package io.stakebook.core.reconciliation;

import io.stakebook.core.account.AccountName;
import io.stakebook.core.account.ChartAccount;
import io.stakebook.core.journal.Posting;
import io.stakebook.core.money.Amount;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The postings that bring the accrual of a day to what the provider paid (journal templates 14, 14c and 1b).
 *
 * <p>Under-accrual: the reward side (1150, or 5010 when the house pays) is debited; the customers' share is credited to
 * 2900, where it waits until it is allocated, because it is theirs and not income; the commission share is credited to
 * 4010. When the house pays, its coins move behind the customers' share in the same entry (template 15b), so that clients are
 * covered at once; a house wallet that does not hold them refuses the correction. Over-accrual: the reward side is credited; what customers were promised stays theirs, so their share is the
 * house's shortfall (5050), and the commission share is taken out of 4010. The split is that of the day's own accrual,
 * the commission rounded down. Of a day nobody earned on, whole amounts wait on 2900 and none is commission.
 */
final class Correction {

    private Correction() {}

    /** Empty when the type is settled without an entry. */
    static Optional<List<Posting>> postings(Break found) {
        if (!found.type().correctable()) {
            return Optional.empty();
        }
        Expected book = found.expected();
        BigInteger size = found.difference().abs();
        BigInteger commission = book.accrued().signum() == 0
                ? BigInteger.ZERO
                : size.multiply(book.commission()).divide(book.accrued());
        Amount whole = new Amount(found.asset(), size);
        Amount houseShare = new Amount(found.asset(), commission);
        Amount customerShare = whole.minus(houseShare);
        AccountName reward =
                account(book.receivable() ? ChartAccount.REWARD_RECEIVABLE : ChartAccount.REWARD_EXPENSE, found);
        AccountName income = account(ChartAccount.COMMISSION_REVENUE, found);
        List<Posting> postings = new ArrayList<>();
        if (found.type() != BreakType.OVER_ACCRUAL) {
            postings.add(Posting.debit(reward, whole));
            if (!customerShare.isZero()) {
                postings.add(Posting.credit(account(ChartAccount.SUSPENSE_CLIENT, found), customerShare));
            }
            if (!houseShare.isZero()) {
                postings.add(Posting.credit(income, houseShare));
            }
            if (!book.receivable() && !customerShare.isZero()) {
                postings.add(Posting.debit(account(ChartAccount.CLIENT_OMNIBUS_HOT, found), customerShare));
                postings.add(Posting.credit(account(ChartAccount.HOUSE_WALLET, found), customerShare));
            }
        } else {
            if (!customerShare.isZero()) {
                postings.add(Posting.debit(account(ChartAccount.RATE_SHORTFALL, found), customerShare));
            }
            if (!houseShare.isZero()) {
                postings.add(Posting.debit(income, houseShare));
            }
            postings.add(Posting.credit(reward, whole));
        }
        return Optional.of(List.copyOf(postings));
    }

    private static AccountName account(ChartAccount chart, Break found) {
        return AccountName.house(chart, found.asset());
    }
}
