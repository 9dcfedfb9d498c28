package io.stakebook.core.reservation;

import io.stakebook.core.journal.JournalEntry;
import io.stakebook.core.posting.Trial;
import java.util.List;

/**
 * A reservation after a command, with what the command posted.
 *
 * @param entries the settlement, the release, or both in that order; none when an expiry found nothing to do
 * @param lines their postings with the account after each
 */
public record ReservationStep(Reservation reservation, List<JournalEntry> entries, List<Trial.Line> lines) {

    public ReservationStep {
        entries = List.copyOf(entries);
        lines = List.copyOf(lines);
    }
}
