package io.stakebook.core.posting;

import io.stakebook.core.decision.DecisionRecord;
import io.stakebook.core.journal.JournalEntry;
import io.stakebook.core.journal.Lateness;
import java.util.List;
import java.util.Optional;

/** What a command decided. */
public sealed interface Plan<R> permits Plan.Accepted, Plan.Refused {

    /**
     * Everything here is written in one transaction.
     *
     * @param late what is to happen to an entry that comes too late for its period
     * @param writes rows to store, the newest value of each
     * @param limits new limits of accounts, declared among the needs
     * @param decision the policy decision that allowed it, where the activity is regulated
     * @param notices events besides the one each entry makes
     */
    record Accepted<R>(
            R result,
            List<JournalEntry> entries,
            Lateness late,
            List<Stored> writes,
            List<LimitChange> limits,
            Optional<DecisionRecord> decision,
            List<Notice> notices)
            implements Plan<R> {

        public Accepted {
            entries = List.copyOf(entries);
            writes = List.copyOf(writes);
            limits = List.copyOf(limits);
            notices = List.copyOf(notices);
        }

        /** The plan of a fact: carried when late, no limits changed. */
        public Accepted(
                R result,
                List<JournalEntry> entries,
                List<Stored> writes,
                Optional<DecisionRecord> decision,
                List<Notice> notices) {
            this(result, entries, Lateness.CARRY, writes, List.of(), decision, notices);
        }
    }

    /** The jurisdiction policy said no: only the decision, its event and the outcome are written. */
    record Refused<R>(DecisionRecord decision) implements Plan<R> {}
}
