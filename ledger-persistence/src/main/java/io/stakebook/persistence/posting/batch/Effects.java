package io.stakebook.persistence.posting.batch;

import io.stakebook.core.id.EntryId;
import io.stakebook.core.posting.Answer;
import io.stakebook.core.posting.IdempotencyKey;
import io.stakebook.core.posting.LimitChange;
import io.stakebook.core.posting.Trial;
import io.stakebook.persistence.decision.RecordedDecision;
import io.stakebook.persistence.entry.StampedEntry;
import io.stakebook.persistence.event.PendingEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What one attempt will write besides balances and records, in the order the commands were decided. */
public final class Effects {

    /**
     * A posting with the balance of its account after it.
     *
     * @param account number of the account, 0 when this batch opens it
     */
    public record Line(Trial.Line posted, long account, boolean backdated) {}

    /** Limits with the time they came into force. */
    public record Limited(LimitChange change, Instant recordedAt) {}

    /** An outcome to keep. */
    public record Kept(
            IdempotencyKey key,
            char kind,
            Answer answer,
            Instant recordedAt,
            List<UUID> entries,
            @Nullable UUID decision) {}

    public final List<StampedEntry> entries = new ArrayList<>();
    public final List<Line> lines = new ArrayList<>();
    public final List<Limited> limits = new ArrayList<>();
    public final List<RecordedDecision> decisions = new ArrayList<>();
    public final List<PendingEvent> events = new ArrayList<>();
    public final List<Kept> outcomes = new ArrayList<>();

    private final Set<EntryId> taken;

    /** @param taken identifiers of entries that are known to be in the book */
    public Effects(Set<EntryId> taken) {
        this.taken = new HashSet<>(taken);
    }

    /** True when an entry of this identifier is known to be in the book, or was accepted in this attempt. */
    boolean has(EntryId entry) {
        return taken.contains(entry);
    }

    void add(StampedEntry recorded) {
        entries.add(recorded);
        taken.add(recorded.entry().id());
    }

    boolean isEmpty() {
        return outcomes.isEmpty();
    }
}
