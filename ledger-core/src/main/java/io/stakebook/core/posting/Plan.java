package io.stakebook.core.posting;

import io.stakebook.core.decision.DecisionRecord;
import io.stakebook.core.journal.JournalEntry;
import java.util.List;
import java.util.Optional;

/** What a command decided. */
public sealed interface Plan<R> permits Plan.Accepted, Plan.Refused {

    /**
     * Everything here is written in one transaction.
     *
     * @param writes rows to store, the newest value of each
     * @param decision the policy decision that allowed it, where the activity is regulated
     * @param notices events besides the one each entry makes
     */
    record Accepted<R>(
            R result,
            List<JournalEntry> entries,
            List<Stored> writes,
            Optional<DecisionRecord> decision,
            List<Notice> notices)
            implements Plan<R> {

        public Accepted {
            entries = List.copyOf(entries);
            writes = List.copyOf(writes);
            notices = List.copyOf(notices);
        }
    }

    /** The jurisdiction policy said no: only the decision, its event and the outcome are written. */
    record Refused<R>(DecisionRecord decision) implements Plan<R> {}
}
