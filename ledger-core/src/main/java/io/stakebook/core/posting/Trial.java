package io.stakebook.core.posting;

import io.stakebook.core.account.AccountName;
import io.stakebook.core.account.Limits;
import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.error.Rejected;
import io.stakebook.core.journal.Balance;
import io.stakebook.core.journal.JournalEntry;
import io.stakebook.core.journal.Lateness;
import io.stakebook.core.journal.Phase;
import io.stakebook.core.journal.Posting;
import io.stakebook.core.money.Amount;
import io.stakebook.core.money.Asset;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Entries posted one after another to a copy of the books: the rules of posting in one place. The engine applies an
 * accepted plan this way; a command that decides many items one by one tries each of them.
 *
 * <p>After each entry every account it touched must keep its floor and its limits, in the direction it was moved; inside
 * one entry an account may dip. An entry that is refused leaves the trial as it was.
 */
public final class Trial {

    private final Books books;
    private final Map<AccountName, Balance> changed = new LinkedHashMap<>();
    private final List<JournalEntry> entries = new ArrayList<>();
    private final List<Line> lines = new ArrayList<>();

    Trial(Books books) {
        this.books = books;
    }

    /**
     * A posting with the balance of its account after it.
     *
     * @param leg counts from 1 within its entry
     * @param last true when its entry posts no more to the account, so that what binds the account binds it now
     */
    public record Line(JournalEntry entry, int leg, Posting posting, Balance after, boolean last) {}

    /**
     * Posts one entry.
     *
     * @return the entry as it enters the book: by whom it was asked for, carried to an open day if need be
     * @throws Rejected {@code PERIOD_CLOSED}, {@code INSUFFICIENT_BALANCE}, {@code BALANCE_LIMIT_EXCEEDED} or
     *     {@code AMOUNT_TOO_LARGE}; nothing was posted
     */
    public JournalEntry post(JournalEntry asked, Lateness late) {
        JournalEntry entry = books.calendar().admit(asked, late).postedBy(books.callerOrNull());
        List<Posting> postings = entry.postings();
        Map<AccountName, Move> moves = new LinkedHashMap<>();
        List<Move> moveOfLeg = new ArrayList<>(postings.size());
        List<Balance> afterLeg = new ArrayList<>(postings.size());
        for (int leg = 1; leg <= postings.size(); leg++) {
            Posting posting = postings.get(leg - 1);
            @Nullable Move move = moves.get(posting.account());
            if (move == null) {
                move = new Move(balance(posting.account()));
                moves.put(posting.account(), move);
            }
            moveOfLeg.add(move);
            afterLeg.add(move.step(posting, entry.phase(), leg));
        }
        for (Move move : moves.values()) {
            requireRoom(move.after);
            if (!entry.phase().resolves()) {
                requireLimits(move.before, move.after);
            }
        }
        moves.forEach((account, move) -> changed.put(account, move.after));
        entries.add(entry);
        for (int leg = 1; leg <= postings.size(); leg++) {
            boolean last = moveOfLeg.get(leg - 1).lastLeg == leg;
            lines.add(new Line(entry, leg, postings.get(leg - 1), afterLeg.get(leg - 1), last));
        }
        return entry;
    }

    /** What one entry does to one account. */
    private static final class Move {

        private final Balance before;
        private Balance after;
        private int lastLeg;

        Move(Balance before) {
            this.before = before;
            this.after = before;
        }

        Balance step(Posting posting, Phase phase, int leg) {
            after = after.after(posting.side(), posting.amount(), phase);
            lastLeg = leg;
            return after;
        }
    }

    /** The account with what was posted here. */
    public Balance balance(AccountName account) {
        @Nullable Balance soFar = changed.get(account);
        return soFar == null ? books.balance(account) : soFar;
    }

    private void requireRoom(Balance after) {
        BigInteger debits = after.debits().add(after.pendingDebits());
        BigInteger credits = after.credits().add(after.pendingCredits());
        if (debits.compareTo(Amount.MAX_UNITS) > 0 || credits.compareTo(Amount.MAX_UNITS) > 0) {
            throw new Rejected(
                    ErrorCode.AMOUNT_TOO_LARGE,
                    "account " + after.account() + " would hold totals of more than 38 digits",
                    Map.of("account", after.account().toString()));
        }
    }

    private void requireLimits(Balance before, Balance after) {
        Limits limits = after.limits();
        @Nullable BigInteger floor = limits.floor(after.account().chart()).orElse(null);
        if (floor != null
                && after.available().compareTo(floor) < 0
                && after.available().compareTo(before.available()) < 0) {
            throw insufficient(before, after, floor);
        }
        requireBelow(
                "posted",
                limits.maxPosted(),
                before.posted().add(before.reservedIn()),
                after.posted().add(after.reservedIn()),
                after.account());
        requireBelow("available", limits.maxAvailable(), before.pending(), after.pending(), after.account());
    }

    private Rejected insufficient(Balance before, Balance after, BigInteger floor) {
        AccountName account = after.account();
        Asset asset = books.asset(account.asset());
        String available = asset.format(before.available());
        String needed = asset.format(before.available().subtract(after.available()));
        String kept = floor.signum() == 0 ? "" : " and must keep " + asset.format(floor);
        return new Rejected(
                ErrorCode.INSUFFICIENT_BALANCE,
                "account " + account + " has " + available + " " + asset.code() + " available" + kept + " and needs "
                        + needed,
                Map.of(
                        "account",
                        account.toString(),
                        "asset",
                        asset.code().value(),
                        "available",
                        available,
                        "minimum",
                        asset.format(floor),
                        "needed",
                        needed));
    }

    private void requireBelow(
            String balance, @Nullable BigInteger maximum, BigInteger before, BigInteger after, AccountName account) {
        if (maximum == null || after.compareTo(maximum) <= 0 || after.compareTo(before) <= 0) {
            return;
        }
        Asset asset = books.asset(account.asset());
        throw new Rejected(
                ErrorCode.BALANCE_LIMIT_EXCEEDED,
                "account " + account + " may hold at most " + asset.format(maximum) + " " + asset.code() + " " + balance
                        + ", reservations counted, and would hold " + asset.format(after),
                Map.of(
                        "account",
                        account.toString(),
                        "asset",
                        asset.code().value(),
                        "limit",
                        "maximum " + balance,
                        "maximum",
                        asset.format(maximum),
                        "wouldBe",
                        asset.format(after)));
    }

    /** The balances of the accounts touched, as they are now. */
    public Map<AccountName, Balance> balances() {
        return changed;
    }

    /** The entries in the order they were posted, as they enter the book. */
    public List<JournalEntry> entries() {
        return entries;
    }

    /** Their postings in the same order. */
    public List<Line> lines() {
        return lines;
    }
}
