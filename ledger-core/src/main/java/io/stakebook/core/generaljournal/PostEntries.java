package io.stakebook.core.generaljournal;

import io.stakebook.core.account.AccountName;
import io.stakebook.core.customer.Customer;
import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.error.LedgerException;
import io.stakebook.core.error.NotFound;
import io.stakebook.core.error.Rejected;
import io.stakebook.core.id.CustomerId;
import io.stakebook.core.id.EntryId;
import io.stakebook.core.journal.Lateness;
import io.stakebook.core.posting.Books;
import io.stakebook.core.posting.Command;
import io.stakebook.core.posting.Needs;
import io.stakebook.core.posting.Plan;
import io.stakebook.core.posting.RecordKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Posts entries that finance wrote, in order: posted at once, or reserved. One outcome for the whole request.
 *
 * <p>In mode {@code ATOMIC} the first item that is refused refuses the request: with its own reason when it is the only
 * item, else with {@code BATCH_ITEM_REFUSED} and the members {@code index} (from 0), {@code entryId} where the caller made
 * it, {@code itemCode}, {@code itemDetail} beside the item's own. In mode {@code EACH} a refused item touches nothing, neither books nor
 * neighbours.
 *
 * @param items 1 to {@value #MAX_ITEMS}, with at most {@value #MAX_POSTINGS} postings in all
 * @param known see {@link KnownFacts}; {@link Known#NOTHING} is always right and costs the engine a row per customer
 */
public record PostEntries(List<Item> items, PostMode mode, Known known) implements Command<PostedItems> {

    /** Items a request may have. */
    public static final int MAX_ITEMS = 10_000;

    /** Postings an entry may have. */
    public static final int MAX_LINES = 100;

    /** Postings all entries of a request may have: it is decided as one, and everybody's writes wait meanwhile. */
    public static final int MAX_POSTINGS = 50_000;

    public PostEntries {
        items = List.copyOf(items);
        if (items.isEmpty() || items.size() > MAX_ITEMS) {
            throw new Rejected(
                    ErrorCode.LIMIT_OUT_OF_RANGE,
                    "a request posts 1 to " + MAX_ITEMS + " entries, not " + items.size(),
                    Map.of("field", "entries", "max", Integer.toString(MAX_ITEMS)));
        }
        int postings = items.stream()
                .mapToInt(
                        item -> item instanceof Item.Draft draft ? draft.lines().size() : 0)
                .sum();
        if (postings > MAX_POSTINGS) {
            throw new Rejected(
                    ErrorCode.LIMIT_OUT_OF_RANGE,
                    "the entries of a request have at most " + MAX_POSTINGS + " postings together, not " + postings,
                    Map.of("field", "entries", "max", Integer.toString(MAX_POSTINGS)));
        }
    }

    /** One entry. */
    public static PostEntries one(Item.Draft draft, Known known) {
        return new PostEntries(List.of(draft), PostMode.ATOMIC, known);
    }

    static Set<CustomerId> customers(Iterable<? extends Item> items) {
        Set<CustomerId> customers = new HashSet<>();
        for (Item item : items) {
            if (item instanceof Item.Draft draft) {
                draft.lines().forEach(line -> line.account().customer().ifPresent(customers::add));
            }
        }
        return customers;
    }

    @Override
    public Needs needs() {
        Set<AccountName> accounts = new HashSet<>();
        for (Item item : items) {
            if (item instanceof Item.Draft draft) {
                draft.lines().forEach(line -> accounts.add(line.account()));
            }
        }
        Set<RecordKey> rows = new HashSet<>();
        for (CustomerId customer : customers(items)) {
            if (!known.customers().contains(customer)) {
                rows.add(Customer.key(customer));
            }
        }
        return new Needs(accounts, rows);
    }

    @Override
    public int weight() {
        return items.size();
    }

    @Override
    public Plan<PostedItems> decide(Books books) {
        DraftDesk desk = new DraftDesk(books, known);
        List<PostedItems.Result> results = new ArrayList<>(items.size());
        for (int index = 0; index < items.size(); index++) {
            Item item = items.get(index);
            try {
                results.add(desk.post(index, item));
            } catch (Rejected | NotFound reason) {
                if (mode == PostMode.ATOMIC) {
                    throw items.size() == 1 ? reason : refusedBy(index, reason);
                }
                results.add(new PostedItems.Refused(index, id(item), reason));
            }
        }
        // Every entry passed the calendar under its own rule; the widest lets all of them through again.
        return new Plan.Accepted<>(
                new PostedItems(mode, results),
                desk.entries(),
                Lateness.ADJUST,
                desk.reservations(),
                List.of(),
                Optional.empty(),
                List.of());
    }

    private static @Nullable EntryId id(Item item) {
        return item instanceof Item.Draft draft ? draft.id() : ((Item.Unreadable) item).idOrNull();
    }

    /** The id its caller knows it by. */
    private static @Nullable EntryId named(Item item) {
        return item instanceof Item.Draft draft && !draft.named() ? null : id(item);
    }

    private Rejected refusedBy(int index, LedgerException reason) {
        Map<String, String> members = new HashMap<>(reason.members());
        members.put("index", Integer.toString(index));
        EntryId named = named(items.get(index));
        if (named != null) {
            members.put("entryId", named.toString());
        }
        members.put("itemCode", reason.code().name());
        members.put("itemDetail", reason.detail());
        Rejected refused = new Rejected(
                ErrorCode.BATCH_ITEM_REFUSED,
                "the item at index " + index + " of " + items.size() + " is refused with " + reason.code()
                        + " and the request with it: " + reason.detail(),
                members);
        refused.initCause(reason);
        return refused;
    }
}
