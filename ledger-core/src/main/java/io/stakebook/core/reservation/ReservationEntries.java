package io.stakebook.core.reservation;

import io.stakebook.core.id.EntryId;
import io.stakebook.core.journal.EntryContext;
import io.stakebook.core.journal.EntryDates;
import io.stakebook.core.journal.EntryKind;
import io.stakebook.core.journal.JournalEntry;
import io.stakebook.core.journal.Lateness;
import io.stakebook.core.journal.Phase;
import io.stakebook.core.journal.Posting;
import io.stakebook.core.posting.Books;
import io.stakebook.core.posting.Plan;
import io.stakebook.core.posting.Trial;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the three commands on a reservation share. */
final class ReservationEntries {

    private ReservationEntries() {}

    static JournalEntry entry(
            EntryId id, Phase phase, EntryDates dates, List<Posting> postings, @Nullable String memo) {
        EntryContext about = EntryContext.touching(postings);
        return new JournalEntry(
                id,
                EntryKind.GENERAL,
                phase,
                dates.effectiveAt(),
                dates.businessDate(),
                null,
                memo == null ? about : about.withMemo(memo),
                postings);
    }

    /** Posts the release of everything left; it moves no posted balance, so no closed period keeps it out. */
    static void release(Books books, Trial trial, Reservation reservation, EntryId id, @Nullable String memo) {
        EntryDates dates = EntryDates.of(notBefore(reservation, books.recordedAt()), null, books.recordedAt());
        trial.post(
                entry(id, new Phase.Released(reservation.id()), dates, reservation.remaining(), memo), Lateness.CARRY);
    }

    /** The reservation itself may be effective a moment after the clock of a caller that ran ahead. */
    static Instant notBefore(Reservation reservation, Instant at) {
        return at.isBefore(reservation.effectiveAt()) ? reservation.effectiveAt() : at;
    }

    static Plan<ReservationStep> accept(Reservation after, Trial trial) {
        return new Plan.Accepted<>(
                new ReservationStep(after, trial.entries(), trial.lines()),
                trial.entries(),
                Lateness.ADJUST,
                List.of(after),
                List.of(),
                Optional.empty(),
                List.of());
    }
}
