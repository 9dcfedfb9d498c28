package io.stakebook.core.reservation;

import io.stakebook.core.account.AccountName;
import io.stakebook.core.id.EntryId;
import io.stakebook.core.journal.FreeText;
import io.stakebook.core.posting.Books;
import io.stakebook.core.posting.Command;
import io.stakebook.core.posting.Needs;
import io.stakebook.core.posting.Plan;
import io.stakebook.core.posting.Trial;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Gives back everything a reservation still sets aside.
 *
 * <p>Refused with {@code RESERVATION_UNKNOWN}, {@code RESERVATION_RESOLVED} or {@code RESERVATION_EXPIRED}.
 *
 * @param accounts of the reservation, as read before
 * @param entry id of the release
 */
public record VoidReservation(
        EntryId reservation,
        Set<AccountName> accounts,
        EntryId entry,
        @Nullable String memo) implements Command<ReservationStep> {

    public VoidReservation {
        accounts = Set.copyOf(accounts);
        if (memo != null) {
            FreeText.require("memo", memo);
        }
    }

    /** Voids a reservation that was read before. */
    public static VoidReservation of(Reservation seen, EntryId entry, @Nullable String memo) {
        return new VoidReservation(seen.id(), seen.accounts(), entry, memo);
    }

    @Override
    public Needs needs() {
        return new Needs(accounts, Set.of(Reservation.key(reservation)));
    }

    @Override
    public Plan<ReservationStep> decide(Books books) {
        Reservation current = Reservation.require(books, reservation);
        current.requireOpen(books.recordedAt());
        Trial trial = books.trial();
        ReservationEntries.release(books, trial, current, entry, memo);
        return ReservationEntries.accept(current.released(ReservationState.VOIDED, entry, books.recordedAt()), trial);
    }
}
