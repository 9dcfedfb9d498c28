package io.stakebook.core.reservation;

import io.stakebook.core.account.AccountName;
import io.stakebook.core.id.CustomerId;
import io.stakebook.core.id.EntryId;
import io.stakebook.core.page.Limit;
import io.stakebook.core.page.Page;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads reservations as of the newest commit. */
public interface Reservations {

    Optional<Reservation> find(EntryId id);

    /** Highest id first (ids of our own are time-ordered). */
    Page<Reservation, EntryId> list(Query query, Optional<EntryId> before, Limit limit);

    /** Open reservations whose time is over, the longest overdue first. */
    List<Reservation> due(Instant now, Optional<Due> after, int atMost);

    /**
     * Which reservations; null members do not restrict.
     *
     * @param account one it sets aside on
     * @param customer the owner of its entry
     */
    record Query(
            @Nullable AccountName account,
            @Nullable CustomerId customer,
            @Nullable ReservationState state) {}

    /** A place among those that are due. */
    record Due(Instant expiresAt, EntryId id) {}
}
