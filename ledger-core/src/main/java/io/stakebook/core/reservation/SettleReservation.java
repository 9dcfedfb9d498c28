package io.stakebook.core.reservation;

import io.stakebook.core.account.AccountName;
import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.error.Rejected;
import io.stakebook.core.id.EntryId;
import io.stakebook.core.journal.EntryDates;
import io.stakebook.core.journal.FreeText;
import io.stakebook.core.journal.Phase;
import io.stakebook.core.journal.Posting;
import io.stakebook.core.money.Asset;
import io.stakebook.core.posting.Books;
import io.stakebook.core.posting.Command;
import io.stakebook.core.posting.Needs;
import io.stakebook.core.posting.Plan;
import io.stakebook.core.posting.Trial;
import java.math.BigInteger;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Posts what a reservation set aside, all of it or a part; several times until nothing is left. A limit never refuses it:
 * limits counted the reservation when it was made.
 *
 * <p>Refused with {@code RESERVATION_UNKNOWN}, {@code RESERVATION_RESOLVED}, {@code RESERVATION_EXPIRED},
 * {@code RESERVATION_EXCEEDED} (names leg, counted from 1, what remains and what was asked), {@code ENTRY_UNBALANCED}, {@code ENTRY_TOO_SHORT}, {@code PERIOD_CLOSED}, {@code EFFECTIVE_IN_FUTURE} or
 * {@code FIELD_INVALID}.
 *
 * @param accounts of the reservation, as read before; a reservation's accounts never change
 * @param entry id of the settlement
 * @param release id of the entry that gives back the rest, if there is to be one
 */
public record SettleReservation(
        EntryId reservation, Set<AccountName> accounts, Settlement settlement, EntryId entry, EntryId release)
        implements Command<ReservationStep> {

    public SettleReservation {
        accounts = Set.copyOf(accounts);
        if (settlement.memo() != null) {
            FreeText.require("memo", settlement.memo());
        }
    }

    /**
     * Settles a reservation that was read before.
     *
     * @throws Rejected {@code FIELD_INVALID} for an effective time before the reservation's own, which never changes
     */
    public static SettleReservation of(Reservation seen, Settlement settlement, EntryId entry, EntryId release) {
        requireNotBefore(seen, settlement.effectiveAt());
        return new SettleReservation(seen.id(), seen.accounts(), settlement, entry, release);
    }

    @Override
    public Needs needs() {
        return new Needs(accounts, Set.of(Reservation.key(reservation)));
    }

    @Override
    public Plan<ReservationStep> decide(Books books) {
        Reservation current = Reservation.require(books, reservation);
        current.requireOpen(books.recordedAt());
        EntryDates dates = dates(current, books.recordedAt());
        List<ReservedLeg> legs = new ArrayList<>(current.legs());
        List<Posting> postings = settlement.parts().isEmpty() ? takeAll(current, legs) : take(books, current, legs);
        Trial trial = books.trial();
        trial.post(
                ReservationEntries.entry(entry, new Phase.Settled(reservation), dates, postings, settlement.memo()),
                settlement.late());
        Reservation after = current.settled(legs, entry, books.recordedAt());
        if (settlement.last() && after.state() == ReservationState.OPEN) {
            ReservationEntries.release(books, trial, after, release, settlement.memo());
            after = after.released(ReservationState.SETTLED, release, books.recordedAt());
        }
        return ReservationEntries.accept(after, trial);
    }

    private EntryDates dates(Reservation current, Instant now) {
        @Nullable Instant asked = settlement.effectiveAt();
        EntryDates dates = EntryDates.of(
                asked == null ? ReservationEntries.notBefore(current, now) : asked, settlement.businessDate(), now);
        requireNotBefore(current, dates.effectiveAt());
        return dates;
    }

    private static void requireNotBefore(Reservation reservation, @Nullable Instant at) {
        if (at != null && at.truncatedTo(ChronoUnit.MICROS).isBefore(reservation.effectiveAt())) {
            throw new Rejected(
                    ErrorCode.FIELD_INVALID,
                    "a settlement cannot be effective at " + at + ", before its reservation at "
                            + reservation.effectiveAt(),
                    Map.of(
                            "field",
                            "effectiveAt",
                            "reservedFrom",
                            reservation.effectiveAt().toString()));
        }
    }

    private static List<Posting> takeAll(Reservation current, List<ReservedLeg> legs) {
        legs.replaceAll(leg -> leg.settle(leg.remaining()));
        return current.remaining();
    }

    private List<Posting> take(Books books, Reservation current, List<ReservedLeg> legs) {
        List<Posting> postings = new ArrayList<>();
        for (Settlement.Part part : settlement.parts()) {
            requireAsset(part);
            BigInteger open = part.amount().units();
            int last = -1;
            for (int i = 0; i < legs.size() && open.signum() > 0; i++) {
                ReservedLeg leg = legs.get(i);
                if (leg.posting().account().equals(part.account())
                        && leg.posting().side() == part.side()) {
                    BigInteger taken = leg.remaining().min(open);
                    legs.set(i, leg.settle(taken));
                    open = open.subtract(taken);
                    last = i;
                }
            }
            if (open.signum() > 0) {
                throw exceeded(books, current, part, last);
            }
            postings.add(new Posting(part.account(), part.side(), part.amount()));
        }
        return postings;
    }

    private static void requireAsset(Settlement.Part part) {
        if (!part.account().asset().equals(part.amount().asset())) {
            throw new Rejected(
                    ErrorCode.ASSET_MISMATCH,
                    "account " + part.account() + " holds " + part.account().asset() + ", not "
                            + part.amount().asset(),
                    Map.of(
                            "field",
                            "asset",
                            "account",
                            part.account().toString(),
                            "asset",
                            part.amount().asset().value()));
        }
    }

    private Rejected exceeded(Books books, Reservation current, Settlement.Part part, int leg) {
        String side = part.side().wire();
        Map<String, String> members = new TreeMap<>(Map.of(
                "reservationId", reservation.toString(),
                "account", part.account().toString(),
                "side", side));
        if (leg < 0) {
            return new Rejected(
                    ErrorCode.RESERVATION_EXCEEDED,
                    "reservation " + reservation + " sets nothing aside on the " + side + " side of " + part.account(),
                    members);
        }
        Asset asset = books.asset(part.amount().asset());
        String asked = asset.format(total(part, settlement.parts()));
        String remaining = asset.format(remaining(part, current));
        members.put("leg", Integer.toString(leg + 1));
        members.put("asset", asset.code().value());
        members.put("asked", asked);
        members.put("remaining", remaining);
        return new Rejected(
                ErrorCode.RESERVATION_EXCEEDED,
                "reservation " + reservation + " has " + remaining + " " + asset.code() + " left on the " + side
                        + " side of " + part.account() + " (leg " + (leg + 1) + "), " + asked + " was asked for",
                members);
    }

    private static BigInteger total(Settlement.Part like, List<Settlement.Part> parts) {
        return parts.stream()
                .filter(part -> part.account().equals(like.account()) && part.side() == like.side())
                .map(part -> part.amount().units())
                .reduce(BigInteger.ZERO, BigInteger::add);
    }

    private static BigInteger remaining(Settlement.Part part, Reservation current) {
        return current.legs().stream()
                .filter(leg -> leg.posting().account().equals(part.account())
                        && leg.posting().side() == part.side())
                .map(ReservedLeg::remaining)
                .reduce(BigInteger.ZERO, BigInteger::add);
    }
}
