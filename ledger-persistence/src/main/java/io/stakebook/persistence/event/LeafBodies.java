package io.stakebook.persistence.event;

import io.stakebook.core.account.Side;
import io.stakebook.core.decision.DecisionRecord;
import io.stakebook.core.id.IdSource;
import io.stakebook.core.id.PrefixedId;
import io.stakebook.core.journal.EntryContext;
import io.stakebook.core.journal.JournalEntry;
import io.stakebook.core.journal.Phase;
import io.stakebook.core.journal.Posting;
import io.stakebook.core.money.AssetCode;
import io.stakebook.core.posting.Notice;
import io.stakebook.core.proof.Malformed;
import io.stakebook.core.proof.canonical.CanonicalObject;
import io.stakebook.core.proof.leaf.AccountName;
import io.stakebook.core.proof.leaf.EventBody;
import io.stakebook.core.proof.leaf.EventSchemas;
import io.stakebook.core.proof.leaf.JournalEntryPosted;
import io.stakebook.core.proof.leaf.Leaf;
import io.stakebook.core.proof.leaf.LeafTime;
import io.stakebook.core.proof.leaf.PostedLine;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Events in the export format of {@code core.proof.leaf}. An event that a verifier would refuse is refused here, before
 * it can reach the log: its command fails and nothing is written.
 */
public final class LeafBodies implements EventBodies {

    private static final String EVENT_PREFIX = "evt";
    private static final String HOUSE = "house";
    private static final int SALT_BYTES = 16;

    /** What the sequencer adds at most: {@code sequence}, {@code accountseq}, {@code accountprev}. */
    private static final int PLACE_BYTES = 200;

    private final String source;
    private final IdSource ids;
    private final RandomGenerator random;
    private final Function<AssetCode, Integer> scales;

    /**
     * @param source the book's origin, for example {@code stakebook.example/books/main}
     * @param random source of salts; must be cryptographically strong
     * @param scales decimals of an asset
     */
    public LeafBodies(String source, IdSource ids, RandomGenerator random, Function<AssetCode, Integer> scales) {
        this.source = source;
        this.ids = ids;
        this.random = random;
        this.scales = scales;
    }

    @Override
    public PendingEvent posted(JournalEntry entry, Instant recordedAt) {
        List<PostedLine> lines = new ArrayList<>();
        for (Posting posting : entry.postings()) {
            lines.add(new PostedLine(
                    AccountName.parse(posting.account().toString()),
                    scales.apply(posting.amount().asset()),
                    posting.side() == Side.DEBIT ? PostedLine.Side.DEBIT : PostedLine.Side.CREDIT,
                    posting.amount().units()));
        }
        Instant effectiveAt = entry.effectiveAt().truncatedTo(ChronoUnit.MICROS);
        CanonicalObject data = new JournalEntryPosted(
                        entry.id().toString(),
                        entry.kind().wire(),
                        effectiveAt,
                        entry.businessDate(),
                        lines,
                        references(entry))
                .toData();
        return event(
                entry.id().toString(),
                type(entry.phase()),
                entry.id().toString(),
                effectiveAt,
                recordedAt,
                entry.context().owner(),
                entry.id().value(),
                data);
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
        return references;
    }

    private static void put(Map<String, String> to, String name, @Nullable Object value) {
        if (value != null) {
            to.put(name, value.toString());
        }
    }

    @Override
    public PendingEvent told(Notice notice, Instant recordedAt) {
        return event(
                PrefixedId.format(EVENT_PREFIX, ids.next()),
                notice.type(),
                notice.subject(),
                recordedAt,
                recordedAt,
                notice.owner(),
                null,
                CanonicalData.object(notice.data()));
    }

    @Override
    public PendingEvent refused(DecisionRecord decision, Instant recordedAt) {
        CanonicalObject data = CanonicalObject.builder()
                .put("decision_id", decision.id().toString())
                .put("activity", decision.activity())
                .put("outcome", decision.outcome())
                .put("reason", decision.reason())
                .put("policy", decision.policy())
                .put("policy_hash", decision.policyHash())
                .put("facts_hash", decision.factsHash())
                .build();
        return event(
                decision.id().toString(),
                EventSchemas.typeOf("policy.decision.refused"),
                decision.id().toString(),
                recordedAt,
                recordedAt,
                decision.customer() == null ? HOUSE : decision.customer().toString(),
                null,
                data);
    }

    private PendingEvent event(
            String id,
            String type,
            String subject,
            Instant time,
            Instant recordedAt,
            String owner,
            @Nullable UUID entryId,
            CanonicalObject data) {
        String schema = EventSchemas.known().get(type);
        if (schema == null) {
            throw new Malformed("event type " + type + " is not part of the export format");
        }
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        EventBody body = new EventBody(
                id,
                type,
                source,
                subject,
                time,
                recordedAt,
                owner,
                schema,
                HexFormat.of().formatHex(salt),
                data);
        EventSchemas.check(body);
        byte[] bytes = body.toBytes();
        if (bytes.length > Leaf.LONGEST - PLACE_BYTES) {
            throw new Malformed("event " + id + " takes " + bytes.length + " bytes, more than a leaf may have");
        }
        return new PendingEvent(owner, type, entryId, bytes);
    }
}
