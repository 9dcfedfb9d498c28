package io.stakebook.persistence.testing;

import io.stakebook.core.account.AccountName;
import io.stakebook.core.account.ChartAccount;
import io.stakebook.core.id.CustomerId;
import io.stakebook.core.id.EntryId;
import io.stakebook.core.id.IdSource;
import io.stakebook.core.id.TimeOrderedIds;
import io.stakebook.core.journal.EntryContext;
import io.stakebook.core.journal.EntryKind;
import io.stakebook.core.journal.JournalEntry;
import io.stakebook.core.journal.Posting;
import io.stakebook.core.money.Amount;
import io.stakebook.core.money.AssetCode;
import java.math.BigInteger;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Random;

/** Names and entries that read well in tests. */
public final class TestBook {

    public static final AssetCode ETH = new AssetCode("ETH");
    private static final IdSource IDS = new TimeOrderedIds(Clock.systemUTC(), new Random(42));

    private TestBook() {}

    public static IdSource ids() {
        return IDS;
    }

    public static CustomerId customer() {
        return new CustomerId(IDS.next());
    }

    public static AccountName spot(CustomerId customer) {
        return AccountName.of(ChartAccount.CLIENT_SPOT, ETH, customer);
    }

    public static AccountName funding(CustomerId customer) {
        return AccountName.of(ChartAccount.CLIENT_FUNDING, ETH, customer);
    }

    public static AccountName omnibus() {
        return AccountName.house(ChartAccount.CLIENT_OMNIBUS_HOT, ETH);
    }

    public static Amount eth(long units) {
        return new Amount(ETH, BigInteger.valueOf(units));
    }

    /** Coins arrive in a customer's spot account. */
    public static JournalEntry deposit(CustomerId customer, long units, Instant at) {
        return JournalEntry.of(
                new EntryId(IDS.next()),
                EntryKind.DEPOSIT,
                at,
                EntryContext.of(customer),
                List.of(Posting.debit(omnibus(), eth(units)), Posting.credit(spot(customer), eth(units))));
    }

    /** Coins leave a customer's spot account. */
    public static JournalEntry payOut(CustomerId customer, long units, Instant at) {
        return JournalEntry.of(
                new EntryId(IDS.next()),
                EntryKind.WITHDRAWAL_REQUESTED,
                at,
                EntryContext.of(customer),
                List.of(Posting.debit(spot(customer), eth(units)), Posting.credit(omnibus(), eth(units))));
    }

    /** Spot to funding of one customer. */
    public static JournalEntry shift(CustomerId customer, long units, Instant at) {
        return JournalEntry.of(
                new EntryId(IDS.next()),
                EntryKind.SUBSCRIPTION_RESERVED,
                at,
                EntryContext.of(customer),
                List.of(Posting.debit(spot(customer), eth(units)), Posting.credit(funding(customer), eth(units))));
    }
}
