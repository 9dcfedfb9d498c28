package io.stakebook.core.proof.bundle;

import io.stakebook.core.proof.Malformed;
import io.stakebook.core.proof.leaf.AccrualRunCompleted;
import io.stakebook.core.proof.leaf.EventBody;
import io.stakebook.core.proof.leaf.EventSchemas;
import io.stakebook.core.proof.leaf.JournalEntryPosted;
import io.stakebook.core.proof.leaf.Leaf;
import io.stakebook.core.proof.leaf.LogKeyAdded;
import io.stakebook.core.proof.leaf.PostedLine;
import io.stakebook.core.proof.merkle.Hash;
import io.stakebook.core.proof.note.VerifierKey;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What one must remember of a log to judge its next event: balances, each partition's last event, open accrual runs and
 * the keys added so far.
 *
 * <p>Memory grows with accounts and runs, not entries. Mutable, for one thread. {@link StateFile} is its file form; the closing
 * state of one bundle is, byte for byte, the opening state of the next.
 */
public final class BookState {
    /** Last event of a partition key. */
    record Head(long accountSequence, Hash leafHash) {}

    /** A key event: where it is, what it hashes to, what it says. */
    record KeyEvent(long index, Hash leafHash, LogKeyAdded key) {}

    final Map<String, AccountState> accounts = new HashMap<>();
    final Map<String, Head> heads = new HashMap<>();
    final SortedMap<String, RunTally> runs = new TreeMap<>();
    final List<KeyEvent> keys = new ArrayList<>();
    /** Runs completed since this state was opened; the state's file does not know them. */
    private final Set<String> completed = new HashSet<>();

    private final Map<String, Integer> scales = new HashMap<>();
    private final SortedMap<String, AssetTotal> totals = new TreeMap<>();
    private long entries;
    private long size;

    /** The state of an empty log. */
    public BookState() {
        this(0);
    }

    BookState(long size) {
        this.size = size;
    }

    /**
     * The state after {@code leaves}, from the beginning of a log, as the opening of what follows.
     *
     * @throws BookViolation when they do not make a book
     */
    public static BookState replay(Iterator<byte[]> leaves) {
        BookState state = new BookState();
        while (leaves.hasNext()) {
            state.apply(Leaf.parse(leaves.next()));
        }
        return state.reopened();
    }

    /** This state as the opening of the next bundle: balances become opening balances, period totals start again. */
    public BookState reopened() {
        BookState next = new BookState(size);
        for (Map.Entry<String, AccountState> account : accounts.entrySet()) {
            AccountState now = account.getValue();
            next.accounts.put(account.getKey(), new AccountState(now.name, now.scale, now.debits(), now.credits()));
        }
        next.heads.putAll(heads);
        runs.forEach((id, tally) -> next.runs.put(id, new RunTally(tally.entries(), tally.debits())));
        next.keys.addAll(keys);
        next.scales.putAll(scales);
        return next;
    }

    /** Events taken in since the log began. */
    public long size() {
        return size;
    }

    /** Journal entries since this state was opened. */
    public long entries() {
        return entries;
    }

    /** What those entries moved, by asset. */
    public List<AssetTotal> totals() {
        return List.copyOf(totals.values());
    }

    /**
     * Takes in the next event.
     *
     * @return the journal entry, when the event is one
     * @throws BookViolation when the event cannot follow what came before
     */
    public Optional<JournalEntryPosted> apply(Leaf leaf) {
        if (leaf.sequence() != size) {
            throw new BookViolation(
                    "sequence_mismatch", "event at index " + size + " says it is number " + leaf.sequence());
        }
        chain(leaf);
        Optional<JournalEntryPosted> entry;
        try {
            EventSchemas.requireKnown(leaf.body());
        } catch (Malformed e) {
            throw new BookViolation("schema_unknown", "event " + size + ": " + e.getMessage());
        }
        try {
            entry = read(leaf);
        } catch (Malformed e) {
            throw new BookViolation("leaf_invalid", "event " + size + ": " + e.getMessage());
        }
        size++;
        return entry;
    }

    /** Throws {@link Malformed} unless the event says that it is of the log with this origin. */
    public static void requireSource(Leaf leaf, String origin) {
        if (!leaf.body().source().equals(origin)) {
            throw new Malformed("event " + leaf.sequence() + " has the source "
                    + leaf.body().source() + ", the log is " + origin);
        }
    }

    private Optional<JournalEntryPosted> read(Leaf leaf) {
        EventBody body = leaf.body();
        if (body.type().equals(JournalEntryPosted.TYPE) && body.dataSchema().equals(JournalEntryPosted.SCHEMA)) {
            JournalEntryPosted entry = JournalEntryPosted.from(body.data());
            requireSound(leaf, entry);
            post(entry);
            return Optional.of(entry);
        }
        EventSchemas.check(body);
        if (body.type().equals(JournalEntryPosted.RESERVED) || body.type().equals(JournalEntryPosted.RELEASED)) {
            JournalEntryPosted entry = JournalEntryPosted.from(body.data());
            requireSound(leaf, entry);
            requireScales(entry);
        }
        if (body.type().equals(AccrualRunCompleted.TYPE)) {
            complete(AccrualRunCompleted.from(body.data()));
        } else if (body.type().equals(LogKeyAdded.TYPE)) {
            LogKeyAdded added = LogKeyAdded.from(body.data());
            VerifierKey.parse(added.vkey());
            keys.add(new KeyEvent(size, leaf.hash(), added));
        }
        return Optional.empty();
    }

    private void chain(Leaf leaf) {
        String key = leaf.body().partitionKey();
        Head head = heads.get(key);
        long expected = head == null ? 1 : head.accountSequence() + 1;
        if (leaf.accountSequence() != expected) {
            throw new BookViolation(
                    "account_chain_broken",
                    "event " + size + " is number " + leaf.accountSequence() + " of " + key + ", not " + expected);
        }
        if (head != null && !leaf.accountPrevious().equals(Optional.of(head.leafHash()))) {
            throw new BookViolation(
                    "account_chain_broken", "event " + size + " does not link to the previous event of " + key);
        }
        heads.put(key, new Head(expected, leaf.hash()));
    }

    private void requireSound(Leaf leaf, JournalEntryPosted entry) {
        SortedMap<String, BigInteger> imbalance = entry.imbalance();
        if (!imbalance.isEmpty()) {
            throw new BookViolation(
                    "entry_unbalanced",
                    "entry " + entry.entryId() + " at " + size + " does not balance: debits − credits = " + imbalance);
        }
        String owner = leaf.body().partitionKey();
        if (entry.postings().stream().noneMatch(line -> line.account().owner().equals(owner))) {
            throw new BookViolation(
                    "partition_foreign",
                    "entry " + entry.entryId() + " at " + size + " is filed under " + owner
                            + ", whom it does not touch");
        }
    }

    private void post(JournalEntryPosted entry) {
        for (PostedLine line : entry.postings()) {
            account(line).post(line);
            BigInteger debit = line.side() == PostedLine.Side.DEBIT ? line.units() : BigInteger.ZERO;
            totals.merge(
                    line.asset(),
                    new AssetTotal(line.asset(), line.scale(), debit, 1),
                    (a, b) -> new AssetTotal(
                            a.asset(), a.scale(), a.debits().add(b.debits()), a.postings() + b.postings()));
        }
        entry.reference("run_id").ifPresent(run -> {
            requireOpen(run, "entry " + entry.entryId());
            runs.computeIfAbsent(run, id -> new RunTally()).add(entry);
        });
        entries++;
    }

    private AccountState account(PostedLine line) {
        checkScale(line.asset(), line.scale());
        return accounts.computeIfAbsent(
                line.account().toString(),
                name -> new AccountState(line.account(), line.scale(), BigInteger.ZERO, BigInteger.ZERO));
    }

    void checkScale(String asset, int scale) {
        requireScale(asset, scale, scales.putIfAbsent(asset, scale));
    }

    /**
     * An entry that moves no balance keeps to the scales that are known, and to one for each asset.
     *
     * <p>It is not remembered: the state's file knows an asset by its accounts only.
     */
    private void requireScales(JournalEntryPosted entry) {
        Map<String, Integer> own = new HashMap<>();
        for (PostedLine line : entry.postings()) {
            requireScale(line.asset(), line.scale(), scales.get(line.asset()));
            requireScale(line.asset(), line.scale(), own.putIfAbsent(line.asset(), line.scale()));
        }
    }

    private void requireScale(String asset, int scale, @Nullable Integer known) {
        if (known != null && known != scale) {
            throw new BookViolation(
                    "asset_scale_changed",
                    "event " + size + " counts " + asset + " with " + scale + " decimals; it has " + known);
        }
    }

    /** A run's totals are of all its entries, so that nothing of it may follow them. */
    private void requireOpen(String run, String what) {
        if (completed.contains(run)) {
            throw new BookViolation(
                    "control_total_mismatch", what + " at " + size + " is of the run " + run + ", completed before it");
        }
    }

    private void complete(AccrualRunCompleted run) {
        requireOpen(run.runId(), "completion");
        RunTally tally = runs.containsKey(run.runId()) ? runs.get(run.runId()) : new RunTally();
        if (tally.entries() != run.entries()) {
            throw runTotal(run, "", run.entries() + " entries", Long.toString(tally.entries()));
        }
        SortedSet<String> assets = new TreeSet<>(run.totals().keySet());
        assets.addAll(tally.debits().keySet());
        for (String asset : assets) {
            Optional<BigInteger> stated = Optional.ofNullable(run.totals().get(asset));
            Optional<BigInteger> given = Optional.ofNullable(tally.debits().get(asset));
            if (!stated.equals(given)) {
                throw runTotal(
                        run,
                        ", " + asset,
                        stated.map(units -> units + " units").orElse("nothing"),
                        given.map(BigInteger::toString).orElse("none"));
            }
        }
        runs.remove(run.runId());
        completed.add(run.runId());
    }

    private BookViolation runTotal(AccrualRunCompleted run, String where, String stated, String given) {
        return new BookViolation(
                "control_total_mismatch",
                "run " + run.runId() + where + ": its completion at " + size + " states " + stated + ", the log has "
                        + given);
    }

    /** Debits minus credits of the opening balances of each asset, where that is not zero. */
    public SortedMap<String, BigInteger> openingImbalance() {
        SortedMap<String, BigInteger> sums = new TreeMap<>();
        for (AccountState account : accounts.values()) {
            sums.merge(account.name.asset(), account.opening(), BigInteger::add);
        }
        sums.values().removeIf(sum -> sum.signum() == 0);
        return sums;
    }

    /**
     * Throws {@link BookViolation} unless these leaves are the key events so far, in log order.
     *
     * <p>Each leaf must also say what this state says of it: a stated opening can pair a leaf's hash with another key.
     */
    public void requireKeyHistory(List<byte[]> leaves) {
        if (leaves.size() != keys.size()) {
            throw keyHistory("has " + leaves.size() + " key events, the log " + keys.size());
        }
        for (int i = 0; i < leaves.size(); i++) {
            KeyEvent event = keys.get(i);
            Leaf leaf;
            LogKeyAdded added;
            try {
                leaf = Leaf.parse(leaves.get(i));
                EventSchemas.check(leaf.body());
                added = LogKeyAdded.from(leaf.body().data());
            } catch (Malformed e) {
                throw keyHistory("is no list of key events at line " + (i + 1) + ": " + e.getMessage());
            }
            if (!leaf.hash().equals(event.leafHash())
                    || !leaf.body().type().equals(LogKeyAdded.TYPE)
                    || leaf.sequence() != event.index()
                    || !added.equals(event.key())) {
                throw keyHistory("says at line " + (i + 1) + " that event " + leaf.sequence() + " added " + added
                        + "; the log has " + event.key() + " at " + event.index());
            }
        }
    }

    private static BookViolation keyHistory(String detail) {
        return new BookViolation("key_history_invalid", BundleLayout.KEY_HISTORY + " " + detail);
    }

    /** Key events so far. */
    public int keyEvents() {
        return keys.size();
    }

    /** The keys added so far that may sign a checkpoint of {@code treeSize}. */
    public List<VerifierKey> keysValidAt(long treeSize) {
        return keys.stream()
                .map(KeyEvent::key)
                .filter(key -> key.validFromSize() <= treeSize)
                .map(key -> VerifierKey.parse(key.vkey()))
                .distinct()
                .toList();
    }

    /** Accounts sorted by name. */
    SortedMap<String, AccountState> sortedAccounts() {
        return new TreeMap<>(accounts);
    }

    /**
     * Whether {@code key} may sign a checkpoint of {@code treeSize}.
     *
     * <p>A log without key events leaves that to whoever trusts the key.
     */
    public boolean mayBeSignedBy(VerifierKey key, long treeSize) {
        return keys.isEmpty() || keysValidAt(treeSize).contains(key);
    }
}
