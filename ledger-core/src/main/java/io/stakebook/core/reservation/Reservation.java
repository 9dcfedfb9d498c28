package io.stakebook.core.reservation;

import io.stakebook.core.account.AccountName;
import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.error.NotFound;
import io.stakebook.core.error.Rejected;
import io.stakebook.core.id.CustomerId;
import io.stakebook.core.id.EntryId;
import io.stakebook.core.journal.JournalEntry;
import io.stakebook.core.journal.Phase;
import io.stakebook.core.journal.Posting;
import io.stakebook.core.money.Amount;
import io.stakebook.core.posting.Books;
import io.stakebook.core.posting.RecordKey;
import io.stakebook.core.posting.Stored;
import io.stakebook.core.wire.WireName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Where a reservation stands: a projection of its entry and of the entries that name it.
 *
 * @param id the entry that reserved
 * @param customerOrNull the owner of that entry, null for the house
 * @param expiresAtOrNull from then on it can only expire; null for never
 * @param legs its postings in their order
 * @param effectiveAt of the entry that reserved; nothing of it may be settled as of an earlier time
 * @param resolvedAtOrNull when it stopped being open
 * @param resolvedByOrNull the entry that ended it: its last settlement or its release
 * @param version 1, rising with every entry that names it
 */
public record Reservation(
        EntryId id,
        @Nullable CustomerId customerOrNull,
        ReservationState state,
        @Nullable Instant expiresAtOrNull,
        List<ReservedLeg> legs,
        Instant effectiveAt,
        Instant reservedAt,
        @Nullable Instant resolvedAtOrNull,
        @Nullable EntryId resolvedByOrNull,
        long version)
        implements Stored {

    public Reservation {
        legs = List.copyOf(legs);
        boolean open = state == ReservationState.OPEN;
        if (open != (resolvedAtOrNull == null) || open != (resolvedByOrNull == null)) {
            throw new IllegalArgumentException("reservation " + id + " is " + state + ", resolved at "
                    + resolvedAtOrNull + " by " + resolvedByOrNull);
        }
        boolean left = legs.stream().anyMatch(leg -> leg.remaining().signum() > 0);
        if (open != left) {
            throw new IllegalArgumentException(
                    "reservation " + id + " is " + state + " with " + (left ? "something" : "nothing") + " set aside");
        }
    }

    /** The row of a reservation just made. */
    public static Reservation open(JournalEntry reserved, Instant recordedAt) {
        if (!(reserved.phase() instanceof Phase.Reserved phase)) {
            throw new IllegalArgumentException(
                    "entry " + reserved.id() + " reserves nothing, it is " + reserved.phase());
        }
        return new Reservation(
                reserved.id(),
                reserved.context().customer(),
                ReservationState.OPEN,
                phase.expiresAt(),
                reserved.postings().stream().map(ReservedLeg::open).toList(),
                reserved.effectiveAt(),
                recordedAt,
                null,
                null,
                1);
    }

    /** The key under which a command needs a reservation. */
    public static RecordKey key(EntryId id) {
        return new RecordKey(Reservation.class, id.toString());
    }

    @Override
    public String recordId() {
        return id.toString();
    }

    /** The accounts it sets aside on. */
    public Set<AccountName> accounts() {
        Set<AccountName> accounts = new HashSet<>();
        legs.forEach(leg -> accounts.add(leg.posting().account()));
        return accounts;
    }

    /** True from the moment it expires, whether or not its release was written yet. */
    public boolean overdue(Instant now) {
        return expiresAtOrNull != null && !now.isBefore(expiresAtOrNull);
    }

    static Reservation require(Books books, EntryId id) {
        return books.find(Reservation.class, id.toString())
                .orElseThrow(() -> new NotFound(
                        ErrorCode.RESERVATION_UNKNOWN,
                        "there is no reservation " + id,
                        Map.of("reservationId", id.toString())));
    }

    /** @throws Rejected {@code RESERVATION_RESOLVED} or {@code RESERVATION_EXPIRED} */
    void requireOpen(Instant now) {
        if (state == ReservationState.SETTLED || state == ReservationState.VOIDED) {
            String how = WireName.of(state);
            throw new Rejected(
                    ErrorCode.RESERVATION_RESOLVED,
                    "reservation " + id + " was " + how + " at " + resolvedAtOrNull + " by entry " + resolvedByOrNull,
                    resolution(how));
        }
        if (state == ReservationState.EXPIRED || overdue(now)) {
            throw new Rejected(
                    ErrorCode.RESERVATION_EXPIRED,
                    "reservation " + id + " expired at " + expiresAtOrNull + ", it is " + now,
                    resolution("expired"));
        }
    }

    private Map<String, String> resolution(String how) {
        Map<String, String> members = new TreeMap<>();
        members.put("reservationId", id.toString());
        members.put("state", how);
        if (expiresAtOrNull != null) {
            members.put("expiresAt", expiresAtOrNull.toString());
        }
        if (resolvedAtOrNull != null && resolvedByOrNull != null) {
            members.put("resolvedAt", resolvedAtOrNull.toString());
            members.put("resolvedBy", resolvedByOrNull.toString());
        }
        return members;
    }

    /** Everything that is still set aside, as postings. */
    List<Posting> remaining() {
        List<Posting> left = new ArrayList<>();
        for (ReservedLeg leg : legs) {
            if (leg.remaining().signum() > 0) {
                Posting reserved = leg.posting();
                left.add(new Posting(
                        reserved.account(),
                        reserved.side(),
                        new Amount(reserved.amount().asset(), leg.remaining())));
            }
        }
        return left;
    }

    /** After a settlement: open while something is left. */
    Reservation settled(List<ReservedLeg> after, EntryId by, Instant at) {
        boolean left = after.stream().anyMatch(leg -> leg.remaining().signum() > 0);
        return with(after, left ? ReservationState.OPEN : ReservationState.SETTLED, by, at);
    }

    /** After everything left was given back. */
    Reservation released(ReservationState end, EntryId by, Instant at) {
        return with(legs.stream().map(ReservedLeg::released).toList(), end, by, at);
    }

    private Reservation with(List<ReservedLeg> after, ReservationState next, EntryId by, Instant at) {
        boolean open = next == ReservationState.OPEN;
        return new Reservation(
                id,
                customerOrNull,
                next,
                expiresAtOrNull,
                after,
                effectiveAt,
                reservedAt,
                open ? null : at,
                open ? null : by,
                version + 1);
    }
}
