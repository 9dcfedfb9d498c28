package io.stakebook.persistence.check;

import static io.stakebook.persistence.testing.TestBook.funding;
import static io.stakebook.persistence.testing.TestBook.spot;

import io.stakebook.core.closing.BeginClosing;
import io.stakebook.core.closing.Checklist;
import io.stakebook.core.closing.PeriodCloser;
import io.stakebook.core.closing.SealPeriod;
import io.stakebook.core.generaljournal.Item;
import io.stakebook.core.generaljournal.ReverseEntry;
import io.stakebook.core.generaljournal.SetLimits;
import io.stakebook.core.id.CustomerId;
import io.stakebook.core.id.EntryId;
import io.stakebook.core.journal.JournalEntry;
import io.stakebook.core.journal.Lateness;
import io.stakebook.core.journal.Phase;
import io.stakebook.core.period.PeriodId;
import io.stakebook.core.reservation.Reservation;
import io.stakebook.core.reservation.SettleReservation;
import io.stakebook.core.reservation.VoidReservation;
import io.stakebook.persistence.period.JdbcClosingLedger;
import io.stakebook.persistence.period.JdbcPeriods;
import io.stakebook.persistence.reservation.JdbcReservations;
import io.stakebook.persistence.sql.BookReader;
import io.stakebook.persistence.testing.Eventually;
import io.stakebook.persistence.testing.Hand;
import io.stakebook.persistence.testing.LiveBook;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything the journal knows on one customer: reserved, settled in part, released, expired, limited, reversed, backdated,
 * posted in a batch, carried out of a closed month.
 */
final class TwoPhaseDay {

    private final LiveBook book;
    private final CustomerId customer;

    private TwoPhaseDay(LiveBook book, CustomerId customer) {
        this.book = book;
        this.customer = customer;
    }

    static void live(LiveBook book, CustomerId customer) {
        new TwoPhaseDay(book, customer).live();
    }

    private void live() {
        Instant now = book.node().clock().instant();
        limits(new SetLimits.Bounds(BigInteger.ONE, null, null, null));
        Reservation bought = reserve(5_000, null);
        settle(bought, 2_000, false);
        settle(bought, 1_000, false);
        book.run(VoidReservation.of(bought, id(), null));
        limits(new SetLimits.Bounds(BigInteger.ONE, BigInteger.TEN.pow(24), null, null));
        settle(reserve(4_000, now.plus(Duration.ofDays(60))), 1_000, false);
        settle(reserve(7_000, null), 3_000, true);
        settle(reserve(900, null), 900, false);
        Reservation forgotten = reserve(6_000, now.plus(Duration.ofHours(1)));
        JournalEntry wrong = post(move(3_000));
        book.run(ReverseEntry.of(wrong, id(), "entered twice"));
        post(dated(now.minus(Duration.ofDays(2)), null, Lateness.REFUSE));
        book.run(Hand.each(move(10), Hand.move(book, funding(customer), spot(customer), Long.MAX_VALUE), move(20)));
        book.moveTo(Instant.parse("2026-04-02T08:00:00Z"));
        awaitExpiry(forgotten);
        closeMarch();
        post(dated(null, LocalDate.parse("2026-03-20"), Lateness.CARRY));
    }

    private EntryId id() {
        return new EntryId(book.ids().next());
    }

    private Item.Draft move(long units) {
        return Hand.move(book, spot(customer), funding(customer), units);
    }

    private Item.Draft dated(@Nullable Instant at, @Nullable LocalDate day, Lateness late) {
        return new Item.Draft(
                id(),
                new Phase.Posted(),
                at,
                day,
                List.of(Hand.debit(spot(customer), 11), Hand.credit(funding(customer), 11)),
                late,
                null);
    }

    private JournalEntry post(Item.Draft draft) {
        return Hand.posted(book.run(Hand.atomic(draft)), 0).entry();
    }

    private Reservation reserve(long units, @Nullable Instant expiresAt) {
        return read(post(Hand.reserve(book, spot(customer), funding(customer), units, expiresAt))
                .id());
    }

    private Reservation read(EntryId id) {
        return new JdbcReservations(new BookReader(book.database().dataSource()))
                .find(id)
                .orElseThrow();
    }

    private void settle(Reservation reservation, long units, boolean last) {
        book.run(SettleReservation.of(reservation, Hand.part(reservation, units, last), id(), id()));
    }

    private void limits(SetLimits.Bounds bounds) {
        book.run(new SetLimits(funding(customer), bounds, "a limit of hers", "user:ann", null));
    }

    private void awaitExpiry(Reservation reservation) {
        Eventually.until(
                "the reservation " + reservation.id() + " is resolved",
                Duration.ofSeconds(60),
                () -> read(reservation.id()).resolvedByOrNull() != null);
    }

    private void closeMarch() {
        PeriodCloser closer = new PeriodCloser(
                book.node().engine(),
                new JdbcPeriods(book.snapshot()),
                new JdbcClosingLedger(book.database().dataSource(), book.snapshot()));
        PeriodId march = PeriodId.of(LocalDate.parse("2026-03-01"));
        book.run(new BeginClosing(march, "fin-1"));
        book.run(new SealPeriod(march, "fin-1", new Checklist(march, List.of()), null));
        closer.finish(march);
    }
}
