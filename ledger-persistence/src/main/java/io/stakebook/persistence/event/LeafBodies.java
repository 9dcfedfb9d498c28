package io.stakebook.persistence.event;

import io.stakebook.core.decision.DecisionRecord;
import io.stakebook.core.id.IdSource;
import io.stakebook.core.id.PrefixedId;
import io.stakebook.core.journal.JournalEntry;
import io.stakebook.core.posting.Notice;
import io.stakebook.core.proof.Malformed;
import io.stakebook.core.proof.canonical.CanonicalObject;
import io.stakebook.core.proof.leaf.EventBody;
import io.stakebook.core.proof.leaf.EventSchemas;
import io.stakebook.core.proof.leaf.Leaf;
import java.time.Instant;

/**
 * Events in the export format of {@code core.proof.leaf}. An event that a verifier would refuse is refused here, before
 * it can reach the log: its command fails and nothing is written.
 */
public final class LeafBodies implements EventBodies {

    private static final String EVENT_PREFIX = "evt";
    private static final String HOUSE = "house";

    private final EntryEvents entries;
    private final IdSource ids;

    public LeafBodies(EntryEvents entries, IdSource ids) {
        this.entries = entries;
        this.ids = ids;
    }

    @Override
    public PendingEvent posted(JournalEntry entry) {
        entries.admit(entry);
        return new PendingEvent.OfEntry(entry.id().value());
    }

    @Override
    public PendingEvent told(Notice notice, Instant recordedAt) {
        return event(
                PrefixedId.format(EVENT_PREFIX, ids.next()),
                notice.type(),
                notice.subject(),
                recordedAt,
                notice.owner(),
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
                decision.customer() == null ? HOUSE : decision.customer().toString(),
                data);
    }

    private PendingEvent event(
            String id, String type, String subject, Instant recordedAt, String owner, CanonicalObject data) {
        EventBody body = new EventBody(
                id,
                type,
                entries.source(),
                subject,
                recordedAt,
                recordedAt,
                owner,
                EventSchemas.require(type),
                entries.salts().next(),
                data);
        EventSchemas.check(body);
        byte[] bytes = body.toBytes();
        if (bytes.length > Leaf.LONGEST - EntryEvents.PLACE_BYTES) {
            throw new Malformed("event " + id + " takes " + bytes.length + " bytes, more than a leaf may have");
        }
        return new PendingEvent.Told(owner, type, bytes);
    }
}
