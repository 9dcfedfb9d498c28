package io.stakebook.core.reservation;

import io.stakebook.core.account.AccountName;
import io.stakebook.core.error.Conflict;
import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.id.EntryId;
import io.stakebook.core.posting.Books;
import io.stakebook.core.posting.Command;
import io.stakebook.core.posting.Needs;
import io.stakebook.core.posting.Plan;
import io.stakebook.core.posting.Trial;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Gives back what an expired reservation still sets aside. A reservation that was resolved meanwhile is left as it is.
 *
 * @param accounts of the reservation, as read before
 * @param entry id of the release
 */
public record ExpireReservation(EntryId reservation, Set<AccountName> accounts, EntryId entry)
        implements Command<ReservationStep> {

    public ExpireReservation {
        accounts = Set.copyOf(accounts);
    }

    @Override
    public Needs needs() {
        return new Needs(accounts, Set.of(Reservation.key(reservation)));
    }

    /** A step of the sweep, which asks again under the same key. */
    @Override
    public boolean keepsRefusal() {
        return false;
    }

    /** @throws Conflict {@code STALE} when its time is not over by the engine's clock; ask again later */
    @Override
    public Plan<ReservationStep> decide(Books books) {
        Reservation current = Reservation.require(books, reservation);
        if (current.state() != ReservationState.OPEN) {
            return new Plan.Accepted<>(
                    new ReservationStep(current, List.of(), List.of()),
                    List.of(),
                    List.of(),
                    Optional.empty(),
                    List.of());
        }
        if (!current.overdue(books.recordedAt())) {
            throw new Conflict(
                    ErrorCode.STALE,
                    "reservation " + reservation + " expires at " + current.expiresAtOrNull() + ", it is "
                            + books.recordedAt());
        }
        Trial trial = books.trial();
        ReservationEntries.release(books, trial, current, entry, null);
        return ReservationEntries.accept(current.released(ReservationState.EXPIRED, entry, books.recordedAt()), trial);
    }
}
