package io.stakebook.core.generaljournal;

import io.stakebook.core.error.LedgerException;
import io.stakebook.core.id.EntryId;
import io.stakebook.core.journal.Lateness;
import io.stakebook.core.journal.Phase;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One item of a request to post entries. */
public sealed interface Item permits Item.Draft, Item.Unreadable {

    /**
     * An entry as it is asked for.
     *
     * @param id the entry's id, the caller's or ours
     * @param named true when the id is the caller's, so that he knows the item by it
     * @param phase posted or reserved; the two others come of a reservation's own commands
     * @param effectiveAt null for the time of recording
     * @param businessDate null for the UTC day of the effective time
     * @param lines in the order they will be posted; an account may come twice, on either side
     */
    record Draft(
            EntryId id,
            boolean named,
            Phase phase,
            @Nullable Instant effectiveAt,
            @Nullable LocalDate businessDate,
            List<DraftLine> lines,
            Lateness late,
            @Nullable String memo)
            implements Item {

        public Draft {
            lines = List.copyOf(lines);
            if (phase.resolves()) {
                throw new IllegalArgumentException(
                        "entry " + id + " is " + phase + "; what becomes of a reservation is said by its own commands");
            }
        }

        /** An entry with an id of ours. */
        public Draft(
                EntryId id,
                Phase phase,
                @Nullable Instant effectiveAt,
                @Nullable LocalDate businessDate,
                List<DraftLine> lines,
                Lateness late,
                @Nullable String memo) {
            this(id, false, phase, effectiveAt, businessDate, lines, late, memo);
        }

        /** An everyday entry that holds now, with an id of ours. */
        public Draft(EntryId id, List<DraftLine> lines) {
            this(id, new Phase.Posted(), null, null, lines, Lateness.REFUSE, null);
        }
    }

    /**
     * An item that could not be read: refused with that reason, without harm to its neighbours in mode each.
     *
     * @param idOrNull the id the caller gave it, where that much of it could be read
     */
    record Unreadable(@Nullable EntryId idOrNull, LedgerException reason) implements Item {}
}
