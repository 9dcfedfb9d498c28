package io.stakebook.persistence.event;

import io.stakebook.core.account.Side;
import io.stakebook.core.journal.EntryContext;
import io.stakebook.core.journal.JournalEntry;
import io.stakebook.core.journal.Phase;
import io.stakebook.core.journal.Posting;
import io.stakebook.core.money.AssetCode;
import io.stakebook.core.proof.Malformed;
import io.stakebook.core.proof.leaf.EventBody;
import io.stakebook.core.proof.leaf.EventSchemas;
import io.stakebook.core.proof.leaf.JournalEntryPosted;
import io.stakebook.core.proof.leaf.Leaf;
import io.stakebook.core.proof.leaf.LeafAccount;
import io.stakebook.core.proof.leaf.LeafTime;
import io.stakebook.core.proof.leaf.PostedLine;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Journal entries as events of the export format. Safe for threads. */
public final class EntryEvents {

    /** What the sequencer adds at most: {@code sequence}, {@code accountseq}, {@code accountprev}. */
    static final int PLACE_BYTES = 200;

    /** An entry of so few lines fits a leaf whatever its names are. */
    private static final int FEW_LINES = 64;

    /** So does a memo of so many printable ASCII characters, each of which takes two bytes at most. */
    private static final int SHORT_MEMO = 500;

    private static final Instant FIRST = Instant.parse("0001-01-02T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T00:00:00Z");

    private final String source;
    private final Salts salts;
    private final Function<AssetCode, Integer> scales;

    /**
     * @param source the book's origin, for example {@code stakebook.example/books/main}
     * @param random source of salts; must be cryptographically strong
     * @param scales decimals of an asset
     */
    public EntryEvents(String source, RandomGenerator random, Function<AssetCode, Integer> scales) {
        this.source = source;
        this.salts = new Salts(random);
        this.scales = scales;
    }

    String source() {
        return source;
    }

    Salts salts() {
        return salts;
    }

    /**
     * Makes sure that the entry's event can be told, so that the log never waits for one that cannot.
     *
     * @throws Malformed when a verifier would refuse the event
     */
    public void admit(JournalEntry entry) {
        if (isEveryday(entry)) {
            return;
        }
        EventBody body = body(entry, Instant.EPOCH);
        EventSchemas.check(body);
        int size = body.toBytes().length;
        if (size > Leaf.LONGEST - PLACE_BYTES) {
            throw new Malformed("event " + entry.id() + " takes " + size + " bytes, more than a leaf may have");
        }
    }

    /** True when everything in the entry is of a kind and a length that every event can tell. */
    private static boolean isEveryday(JournalEntry entry) {
        String memo = entry.context().memo();
        return (memo == null || isPlain(memo))
                && entry.context().yieldSource() == null
                && !(entry.phase() instanceof Phase.Reserved)
                && entry.postings().size() <= FEW_LINES
                && isOfOurTime(entry.businessDate().atStartOfDay(ZoneOffset.UTC).toInstant())
                && isOfOurTime(entry.effectiveAt());
    }

    private static boolean isPlain(String memo) {
        return memo.length() <= SHORT_MEMO && memo.chars().allMatch(c -> c >= ' ' && c <= '~');
    }

    private static boolean isOfOurTime(Instant at) {
        return at.isAfter(FIRST) && at.isBefore(LAST);
    }

    /** The event as the sequencer finishes it. */
    public EventBody body(JournalEntry entry, Instant recordedAt) {
        List<PostedLine> lines = new ArrayList<>(entry.postings().size());
        for (Posting posting : entry.postings()) {
            lines.add(new PostedLine(
                    LeafAccount.parse(posting.account().toString()),
                    scales.apply(posting.amount().asset()),
                    posting.side() == Side.DEBIT ? PostedLine.Side.DEBIT : PostedLine.Side.CREDIT,
                    posting.amount().units()));
        }
        String id = entry.id().toString();
        String type = type(entry.phase());
        Instant effectiveAt = entry.effectiveAt().truncatedTo(ChronoUnit.MICROS);
        return new EventBody(
                id,
                type,
                source,
                id,
                effectiveAt,
                recordedAt,
                entry.context().owner(),
                EventSchemas.require(type),
                salts.next(),
                new JournalEntryPosted(
                                id, entry.kind().wire(), effectiveAt, entry.businessDate(), lines, references(entry))
                        .toData());
    }

    private static String type(Phase phase) {
        if (phase instanceof Phase.Reserved) {
            return JournalEntryPosted.RESERVED;
        }
        return phase instanceof Phase.Released ? JournalEntryPosted.RELEASED : JournalEntryPosted.TYPE;
    }

    private static SortedMap<String, String> references(JournalEntry entry) {
        EntryContext about = entry.context();
        SortedMap<String, String> references = new TreeMap<>();
        entry.phase().ofReservation().ifPresent(id -> put(references, "reservation_id", id));
        if (entry.phase() instanceof Phase.Reserved reserved && reserved.expiresAt() != null) {
            put(references, "expires_at", LeafTime.format(reserved.expiresAt()));
        }
        put(references, "carried_from", entry.carriedFrom());
        put(references, "reverses", about.reverses());
        put(references, "customer_id", about.customer());
        put(references, "product_id", about.product());
        put(references, "position_id", about.position());
        put(references, "run_id", about.run());
        put(references, "yield_source", about.yieldSource());
        put(references, "decision_id", about.decision());
        put(references, "memo", about.memo());
        put(references, "posted_by", about.postedBy());
        return references;
    }

    private static void put(Map<String, String> to, String name, @Nullable Object value) {
        if (value != null) {
            to.put(name, value.toString());
        }
    }
}
