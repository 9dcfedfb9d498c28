package io.stakebook.persistence.check;

import static io.stakebook.persistence.testing.TestBook.funding;
import static io.stakebook.persistence.testing.TestBook.spot;

import io.stakebook.core.account.AccountName;
import io.stakebook.core.account.Limits;
import io.stakebook.core.id.CustomerId;
import io.stakebook.core.id.EntryId;
import io.stakebook.core.journal.EntryContext;
import io.stakebook.core.journal.EntryKind;
import io.stakebook.core.journal.JournalEntry;
import io.stakebook.core.journal.Lateness;
import io.stakebook.core.journal.Phase;
import io.stakebook.core.journal.Posting;
import io.stakebook.core.money.Amount;
import io.stakebook.core.posting.LimitChange;
import io.stakebook.core.posting.Needs;
import io.stakebook.core.posting.Plan;
import io.stakebook.persistence.testing.LiveBook;
import io.stakebook.persistence.testing.TestBook;
import io.stakebook.persistence.testing.TestEngine;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A customer's day with everything the journal knows: reserved, settled in part, released, limited, reversed, backdated. */
final class TwoPhaseDay {

    private static final BigInteger ETHER = BigInteger.TEN.pow(18);

    private final LiveBook book;
    private final CustomerId customer;

    private TwoPhaseDay(LiveBook book, CustomerId customer) {
        this.book = book;
        this.customer = customer;
    }

    static void live(LiveBook book, CustomerId customer) {
        new TwoPhaseDay(book, customer).live();
    }

    private void live() {
        Instant now = book.node().clock().instant();
        limits(new Limits(1, BigInteger.ONE, null, null, null));
        EntryId bought = post(new Phase.Reserved(null), 5, now, EntryKind.GENERAL, null);
        post(new Phase.Settled(bought), 2, now, EntryKind.GENERAL, null);
        post(new Phase.Settled(bought), 1, now, EntryKind.GENERAL, null);
        post(new Phase.Released(bought), 2, now, EntryKind.GENERAL, null);
        limits(new Limits(2, BigInteger.ONE, ETHER.multiply(BigInteger.valueOf(1_000)), null, null));
        EntryId given = post(new Phase.Reserved(now.plus(Duration.ofDays(30))), 4, now, EntryKind.GENERAL, null);
        post(new Phase.Settled(given), 1, now, EntryKind.GENERAL, null);
        EntryId wrong = post(new Phase.Posted(), 3, now, EntryKind.GENERAL, null);
        post(new Phase.Posted(), 3, now, EntryKind.REVERSAL, wrong);
        post(new Phase.Posted(), 1, now.minus(Duration.ofDays(2)), EntryKind.GENERAL, null);
    }

    private void limits(Limits limits) {
        AccountName account = funding(customer);
        book.run(TestEngine.command(
                new Needs(Set.of(account), Set.of()),
                books -> new Plan.Accepted<>(
                        "limited",
                        List.of(),
                        Lateness.REFUSE,
                        List.of(),
                        List.of(new LimitChange(account, limits, "user:ann", "a limit of hers")),
                        Optional.empty(),
                        List.of())));
    }

    private EntryId post(Phase phase, long ether, Instant at, EntryKind kind, @Nullable EntryId reverses) {
        Amount amount = new Amount(TestBook.ETH, ETHER.multiply(BigInteger.valueOf(ether)));
        EntryId id = new EntryId(book.ids().next());
        List<Posting> postings = reverses == null
                ? List.of(Posting.debit(spot(customer), amount), Posting.credit(funding(customer), amount))
                : List.of(Posting.debit(funding(customer), amount), Posting.credit(spot(customer), amount));
        book.run(TestEngine.posting(new JournalEntry(
                id,
                kind,
                phase,
                at,
                at.atOffset(ZoneOffset.UTC).toLocalDate(),
                null,
                new EntryContext(customer, null, null, null, null, null, reverses, null),
                postings)));
        return id;
    }
}
