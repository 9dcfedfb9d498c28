package io.stakebook.core.reservation;

import io.stakebook.core.fixture.MemoryBook;
import io.stakebook.core.id.EntryId;
import io.stakebook.core.page.Limit;
import io.stakebook.core.page.Page;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A list of what is due that was read before: the next sweep, or another node's, may act on it again. */
record DueReservations(MemoryBook book, List<Reservation> seen) implements Reservations {

    @Override
    public Optional<Reservation> find(EntryId id) {
        return book.find(Reservation.class, id.toString());
    }

    @Override
    public Page<Reservation, EntryId> list(Query query, Optional<EntryId> before, Limit limit) {
        throw new UnsupportedOperationException("the sweep reads what is due");
    }

    @Override
    public List<Reservation> due(Instant now, Optional<Due> after, int atMost) {
        return seen.stream().filter(reservation -> reservation.overdue(now)).toList();
    }
}
