package io.stakebook.core.generaljournal;

import io.stakebook.core.account.AccountName;
import io.stakebook.core.account.Side;
import io.stakebook.core.customer.Customer;
import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.error.LedgerException;
import io.stakebook.core.error.Rejected;
import io.stakebook.core.id.CustomerId;
import io.stakebook.core.id.EntryId;
import io.stakebook.core.journal.Balance;
import io.stakebook.core.journal.EntryContext;
import io.stakebook.core.journal.EntryDates;
import io.stakebook.core.journal.EntryKind;
import io.stakebook.core.journal.FreeText;
import io.stakebook.core.journal.JournalEntry;
import io.stakebook.core.journal.Phase;
import io.stakebook.core.journal.Posting;
import io.stakebook.core.money.Asset;
import io.stakebook.core.money.AssetCode;
import io.stakebook.core.posting.Books;
import io.stakebook.core.posting.Stored;
import io.stakebook.core.posting.Trial;
import io.stakebook.core.reservation.Reservation;
import io.stakebook.core.wire.WireName;
import java.math.BigInteger;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Posts the items of one request to one trial, in order. A refused item leaves the desk as it was. */
final class DraftDesk {

    private static final Instant YEAR_10000 = Instant.parse("+10000-01-01T00:00:00Z");

    private final Books books;
    private final Known known;
    private final Trial trial;
    private final Set<EntryId> ours = new HashSet<>();
    private final List<Stored> reservations = new ArrayList<>();

    DraftDesk(Books books, Known known) {
        this.books = books;
        this.known = known;
        this.trial = books.trial();
    }

    List<JournalEntry> entries() {
        return trial.entries();
    }

    List<Stored> reservations() {
        return reservations;
    }

    /** @throws LedgerException {@code Rejected} or {@code NotFound}: the reason why the item is refused */
    PostedItems.Posted post(int index, Item item) {
        if (item instanceof Item.Draft draft) {
            return post(index, draft);
        }
        throw ((Item.Unreadable) item).reason();
    }

    private PostedItems.Posted post(int index, Item.Draft draft) {
        requireNew(draft.id());
        JournalEntry asked = entry(draft);
        for (DraftLine line : draft.lines()) {
            requireConditions(line);
        }
        int before = trial.lines().size();
        JournalEntry posted = trial.post(asked, draft.late());
        // Only now: the id of a refused item is free for a later one.
        ours.add(draft.id());
        if (posted.phase() instanceof Phase.Reserved) {
            reservations.add(Reservation.open(posted, books.recordedAt()));
        }
        return new PostedItems.Posted(
                index, posted, trial.lines().subList(before, trial.lines().size()));
    }

    private void requireNew(EntryId id) {
        boolean again = ours.contains(id);
        if (again || known.taken().contains(id)) {
            throw new Rejected(
                    ErrorCode.ALREADY_EXISTS,
                    again
                            ? "entry id " + id + " comes twice in this request"
                            : "entry id " + id + " is in the book already",
                    Map.of("entryId", id.toString()));
        }
    }

    private JournalEntry entry(Item.Draft draft) {
        if (draft.lines().size() > PostEntries.MAX_LINES) {
            throw new Rejected(
                    ErrorCode.LIMIT_OUT_OF_RANGE,
                    "entry " + draft.id() + " has " + draft.lines().size() + " postings, at most "
                            + PostEntries.MAX_LINES + " are allowed",
                    Map.of("field", "postings", "max", Integer.toString(PostEntries.MAX_LINES)));
        }
        @Nullable String memo = draft.memo();
        if (memo != null) {
            FreeText.require("memo", memo);
        }
        EntryDates dates = EntryDates.of(draft.effectiveAt(), draft.businessDate(), books.recordedAt());
        List<Posting> postings = new ArrayList<>(draft.lines().size());
        for (DraftLine line : draft.lines()) {
            postings.add(posting(line));
        }
        Phase phase = phase(draft.phase());
        requireBalanced(postings);
        EntryContext about = EntryContext.touching(postings);
        return new JournalEntry(
                draft.id(),
                EntryKind.GENERAL,
                phase,
                dates.effectiveAt(),
                dates.businessDate(),
                null,
                memo == null ? about : about.withMemo(memo),
                postings);
    }

    /** The entry would refuse itself, but knows neither the scale of an asset nor the name of the member. */
    private void requireBalanced(List<Posting> postings) {
        if (postings.size() < 2) {
            throw new Rejected(
                    ErrorCode.ENTRY_TOO_SHORT,
                    "an entry needs at least two postings and has " + postings.size(),
                    Map.of("field", "postings", "value", Integer.toString(postings.size())));
        }
        Map<AssetCode, BigInteger> debitLessCredit = new TreeMap<>();
        for (Posting posting : postings) {
            BigInteger units = posting.amount().units();
            debitLessCredit.merge(
                    posting.amount().asset(), posting.side() == Side.DEBIT ? units : units.negate(), BigInteger::add);
        }
        debitLessCredit.forEach((code, units) -> {
            if (units.signum() != 0) {
                String difference = books.asset(code).format(units);
                throw new Rejected(
                        ErrorCode.ENTRY_UNBALANCED,
                        "the entry does not balance in " + code + ": debits less credits are " + difference,
                        Map.of("field", "postings", "asset", code.value(), "difference", difference));
            }
        });
    }

    private Posting posting(DraftLine line) {
        AccountName account = line.account();
        HandAccounts.require(account);
        if (!account.asset().equals(line.amount().asset())) {
            throw new Rejected(
                    ErrorCode.ASSET_MISMATCH,
                    "account " + account + " holds " + account.asset() + ", not "
                            + line.amount().asset(),
                    Map.of(
                            "field",
                            "asset",
                            "account",
                            account.toString(),
                            "asset",
                            line.amount().asset().value()));
        }
        @Nullable CustomerId customer = account.customerOrNull();
        if (customer != null && !known.customers().contains(customer)) {
            Customer.require(books, customer);
        }
        return new Posting(account, line.side(), line.amount());
    }

    private Phase phase(Phase asked) {
        if (!(asked instanceof Phase.Reserved reserved) || reserved.expiresAt() == null) {
            return asked;
        }
        Instant expiresAt = reserved.expiresAt().truncatedTo(ChronoUnit.MICROS);
        if (!expiresAt.isAfter(books.recordedAt()) || !expiresAt.isBefore(YEAR_10000)) {
            throw new Rejected(
                    ErrorCode.FIELD_INVALID,
                    "a reservation expires after now, " + books.recordedAt() + ", and before the year 10000, not at "
                            + expiresAt,
                    Map.of("field", "expiresAt", "now", books.recordedAt().toString()));
        }
        return new Phase.Reserved(expiresAt);
    }

    private void requireConditions(DraftLine line) {
        @Nullable Long expected = line.expectedVersion();
        if (expected == null && line.conditions().isEmpty()) {
            return;
        }
        Balance before = trial.balance(line.account());
        if (expected != null && expected != before.sequence()) {
            throw new Rejected(
                    ErrorCode.VERSION_MISMATCH,
                    "account " + line.account() + " is at version " + before.sequence() + ", not at the expected "
                            + expected,
                    Map.of(
                            "account", line.account().toString(),
                            "expected", expected.toString(),
                            "found", Long.toString(before.sequence())));
        }
        for (Condition condition : line.conditions()) {
            if (!condition.holds(before)) {
                throw notMet(line.account(), before, condition);
            }
        }
    }

    private Rejected notMet(AccountName account, Balance before, Condition condition) {
        Asset asset = books.asset(account.asset());
        String named = WireName.of(condition.balance());
        String comparison = WireName.of(condition.comparison());
        String found = asset.format(condition.balance().of(before));
        String wanted = asset.format(condition.units());
        return new Rejected(
                ErrorCode.CONDITION_NOT_MET,
                "account " + account + " has " + found + " " + asset.code() + " " + named + ", the entry asks for "
                        + comparison + " " + wanted,
                Map.of(
                        "account",
                        account.toString(),
                        "asset",
                        asset.code().value(),
                        "balance",
                        named,
                        "comparison",
                        comparison,
                        "found",
                        found,
                        "wanted",
                        wanted));
    }
}
