package io.stakebook.persistence.testing;

import io.stakebook.core.account.AccountName;
import io.stakebook.core.account.Side;
import io.stakebook.core.generaljournal.DraftLine;
import io.stakebook.core.generaljournal.Item;
import io.stakebook.core.generaljournal.Known;
import io.stakebook.core.generaljournal.PostEntries;
import io.stakebook.core.generaljournal.PostMode;
import io.stakebook.core.generaljournal.PostedItems;
import io.stakebook.core.id.EntryId;
import io.stakebook.core.journal.Lateness;
import io.stakebook.core.journal.Phase;
import io.stakebook.core.reservation.Reservation;
import io.stakebook.core.reservation.Settlement;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Entries by hand that read well in tests. */
public final class Hand {

    private Hand() {}

    public static DraftLine debit(AccountName account, long units) {
        return new DraftLine(account, Side.DEBIT, TestBook.eth(units));
    }

    public static DraftLine credit(AccountName account, long units) {
        return new DraftLine(account, Side.CREDIT, TestBook.eth(units));
    }

    /** Units from one account to another of the same nature. */
    public static Item.Draft move(LiveBook book, AccountName from, AccountName to, long units) {
        return new Item.Draft(new EntryId(book.ids().next()), List.of(debit(from, units), credit(to, units)));
    }

    public static Item.Draft reserve(
            LiveBook book, AccountName from, AccountName to, long units, @Nullable Instant expiresAt) {
        return new Item.Draft(
                new EntryId(book.ids().next()),
                new Phase.Reserved(expiresAt),
                null,
                null,
                List.of(debit(from, units), credit(to, units)),
                Lateness.REFUSE,
                null);
    }

    public static PostEntries each(Item... items) {
        return new PostEntries(List.of(items), PostMode.EACH, Known.NOTHING);
    }

    public static PostEntries atomic(Item... items) {
        return new PostEntries(List.of(items), PostMode.ATOMIC, Known.NOTHING);
    }

    public static PostedItems.Posted posted(PostedItems items, int index) {
        return (PostedItems.Posted) items.results().get(index);
    }

    public static PostedItems.Refused refused(PostedItems items, int index) {
        return (PostedItems.Refused) items.results().get(index);
    }

    /** The same number of units of every leg. */
    public static Settlement part(Reservation reservation, long units, boolean last) {
        return Settlement.of(
                reservation.legs().stream()
                        .map(leg -> new Settlement.Part(
                                leg.posting().account(), leg.posting().side(), TestBook.eth(units)))
                        .toList(),
                last);
    }
}
