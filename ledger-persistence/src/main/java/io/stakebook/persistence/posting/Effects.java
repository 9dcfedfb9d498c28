package io.stakebook.persistence.posting;

import io.stakebook.core.journal.JournalEntry;
import io.stakebook.core.posting.Answer;
import io.stakebook.core.posting.IdempotencyKey;
import io.stakebook.core.posting.LimitChange;
import io.stakebook.core.posting.Trial;
import io.stakebook.persistence.decision.RecordedDecision;
import io.stakebook.persistence.event.PendingEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What one attempt will write besides balances and records, in the order the commands were decided. */
final class Effects {

    /** An entry with its recorded time. */
    record Entry(JournalEntry entry, Instant recordedAt) {}

    /** A posting with the balance of its account after it. */
    record Line(Trial.Line posted, boolean backdated) {}

    /** Limits with the time they came into force. */
    record Limited(LimitChange change, Instant recordedAt) {}

    /** An outcome to keep. */
    record Kept(
            IdempotencyKey key,
            char kind,
            Answer answer,
            Instant recordedAt,
            List<UUID> entries,
            @Nullable UUID decision) {}

    final List<Entry> entries = new ArrayList<>();
    final List<Line> lines = new ArrayList<>();
    final List<Limited> limits = new ArrayList<>();
    final List<RecordedDecision> decisions = new ArrayList<>();
    final List<PendingEvent> events = new ArrayList<>();
    final List<Kept> outcomes = new ArrayList<>();

    boolean isEmpty() {
        return outcomes.isEmpty();
    }
}
