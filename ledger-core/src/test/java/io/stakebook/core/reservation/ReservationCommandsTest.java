package io.stakebook.core.reservation;

import static io.stakebook.core.fixture.Hand.atomic;
import static io.stakebook.core.fixture.Hand.credit;
import static io.stakebook.core.fixture.Hand.debit;
import static io.stakebook.core.fixture.Hand.eth;
import static io.stakebook.core.fixture.Hand.parts;
import static io.stakebook.core.fixture.World.ETH;
import static io.stakebook.core.fixture.World.units;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stakebook.core.account.AccountName;
import io.stakebook.core.account.Side;
import io.stakebook.core.account.Wallet;
import io.stakebook.core.error.Conflict;
import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.error.LedgerException;
import io.stakebook.core.fixture.Hand;
import io.stakebook.core.fixture.World;
import io.stakebook.core.id.CustomerId;
import io.stakebook.core.journal.JournalEntry;
import io.stakebook.core.journal.Lateness;
import io.stakebook.core.journal.Phase;
import io.stakebook.core.period.PeriodCalendar;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReservationCommandsTest {

    private final World world = new World();
    private final Hand hand = new Hand(world);
    private final CustomerId alice = world.customerWith(ETH, 1_000);
    private final AccountName spot = Wallet.SPOT.of(alice, ETH);
    private final AccountName funding = Wallet.FUNDING.of(alice, ETH);

    private Reservation reserved(long units, Duration expiresIn) {
        return hand.reserved(hand.reserve(spot, funding, units, world.book.now().plus(expiresIn)));
    }

    private ReservationStep settle(Reservation seen, Settlement settlement) {
        return world.book.run(command(seen, settlement));
    }

    private SettleReservation command(Reservation seen, Settlement settlement) {
        return SettleReservation.of(seen, settlement, hand.id(), hand.id());
    }

    private VoidReservation voiding(Reservation seen) {
        return VoidReservation.of(seen, hand.id(), null);
    }

    @Test
    void reservation_setsAsideWithoutPosting() {
        Reservation open = reserved(400, Duration.ofDays(1));

        assertThat(world.book.balance(spot).posted()).isEqualTo(1_000);
        assertThat(world.book.balance(spot).available()).isEqualTo(600);
        assertThat(world.book.balance(funding).posted()).isZero();
        assertThat(world.book.balance(funding).pending()).isEqualTo(400);
        assertThat(open.version()).isEqualTo(1);
        assertThat(world.book.turnedDown(atomic(hand.move(spot, funding, 601))).code())
                .isEqualTo(ErrorCode.INSUFFICIENT_BALANCE);
        assertThat(world.book
                        .turnedDown(atomic(hand.reserve(spot, funding, 601, null)))
                        .code())
                .isEqualTo(ErrorCode.INSUFFICIENT_BALANCE);
    }

    @Test
    void settlement_inParts_endsWithTheLastUnit() {
        Reservation open = reserved(400, Duration.ofDays(1));

        Reservation half = settle(open, Settlement.of(parts(open, 150), false)).reservation();
        assertThat(half.state()).isEqualTo(ReservationState.OPEN);
        Reservation done = settle(half, Settlement.all()).reservation();

        assertThat(done.state()).isEqualTo(ReservationState.SETTLED);
        assertThat(done.version()).isEqualTo(3);
        assertThat(done.resolvedByOrNull())
                .isEqualTo(world.book
                        .entries()
                        .get(world.book.entries().size() - 1)
                        .id());
        assertThat(world.book.balance(spot).available()).isEqualTo(600);
        assertThat(world.book.units(funding)).isEqualTo(400);
    }

    @Test
    void lastSettlement_givesBackTheRestInTheSameCommand() {
        Reservation open = reserved(400, Duration.ofDays(1));

        ReservationStep step = settle(open, Settlement.of(parts(open, 150), true));

        assertThat(step.entries())
                .extracting(JournalEntry::phase)
                .containsExactly(new Phase.Settled(open.id()), new Phase.Released(open.id()));
        assertThat(step.reservation().state()).isEqualTo(ReservationState.SETTLED);
        assertThat(world.book.balance(spot).available()).isEqualTo(850);
        assertThat(world.book.balance(spot).reservedOut()).isZero();
    }

    @Test
    void voiding_givesBackWhatIsLeft_once() {
        Reservation open = reserved(400, Duration.ofDays(1));
        settle(open, Settlement.of(parts(open, 100), false));

        Reservation voided = world.book.run(voiding(open)).reservation();

        assertThat(voided.state()).isEqualTo(ReservationState.VOIDED);
        assertThat(world.book.balance(spot).available()).isEqualTo(900);
        for (LedgerException refusal :
                List.of(world.book.turnedDown(voiding(open)), world.book.turnedDown(command(open, Settlement.all())))) {
            assertThat(refusal.code()).isEqualTo(ErrorCode.RESERVATION_RESOLVED);
            assertThat(refusal.members())
                    .containsEntry("state", "voided")
                    .containsEntry("resolvedAt", String.valueOf(voided.resolvedAtOrNull()))
                    .containsEntry("resolvedBy", String.valueOf(voided.resolvedByOrNull()));
        }
    }

    @Test
    void moreThanRemains_isRefusedNamingLegRemainingAndAsked() {
        Reservation open = reserved(400, Duration.ofDays(1));
        settle(open, Settlement.of(parts(open, 300), false));

        LedgerException refusal = world.book.turnedDown(command(open, Settlement.of(parts(open, 101), false)));

        assertThat(refusal.code()).isEqualTo(ErrorCode.RESERVATION_EXCEEDED);
        assertThat(refusal.members())
                .containsEntry("leg", "1")
                .containsEntry("account", spot.toString())
                .containsEntry("remaining", "100")
                .containsEntry("asked", "101");
    }

    @Test
    void partOfAnAccountThatIsNotReserved_isRefused() {
        Reservation open = reserved(400, Duration.ofDays(1));
        List<Settlement.Part> swapped = List.of(
                new Settlement.Part(spot, Side.CREDIT, eth(1)), new Settlement.Part(funding, Side.DEBIT, eth(1)));

        assertThat(world.book
                        .turnedDown(command(open, Settlement.of(swapped, false)))
                        .code())
                .isEqualTo(ErrorCode.RESERVATION_EXCEEDED);
    }

    @Test
    void partsThatDoNotBalance_areRefused() {
        Reservation open = reserved(400, Duration.ofDays(1));
        List<Settlement.Part> crooked = List.of(
                new Settlement.Part(spot, Side.DEBIT, eth(2)), new Settlement.Part(funding, Side.CREDIT, eth(1)));

        assertThat(world.book
                        .turnedDown(command(open, Settlement.of(crooked, false)))
                        .code())
                .isEqualTo(ErrorCode.ENTRY_UNBALANCED);
    }

    @Test
    void partAcrossSeveralLegsOfOneAccount_usesTheFirstLegsFirst() {
        Reservation open = hand.reserved(hand.reserve(null, debit(spot, 10), credit(funding, 4), credit(funding, 6)));

        Reservation after = settle(
                        open,
                        Settlement.of(
                                List.of(
                                        new Settlement.Part(spot, Side.DEBIT, eth(7)),
                                        new Settlement.Part(funding, Side.CREDIT, eth(7))),
                                false))
                .reservation();

        assertThat(after.legs()).extracting(ReservedLeg::settled).containsExactly(units(7), units(4), units(3));
        assertThat(settle(after, Settlement.all()).entries().get(0).postings()).hasSize(2);
    }

    @Test
    void afterItsTime_aReservationCanOnlyExpire_sweptOrNot() {
        Reservation open = reserved(400, Duration.ofHours(1));
        ExpireReservation expiry = new ExpireReservation(open.id(), open.accounts(), hand.id());
        assertThatThrownBy(() -> world.book.run(expiry)).isInstanceOf(Conflict.class);
        Instant expiresAt = open.expiresAtOrNull();
        world.book.moveTo(expiresAt);

        assertThat(world.book.turnedDown(command(open, Settlement.all())).code())
                .isEqualTo(ErrorCode.RESERVATION_EXPIRED);
        assertThat(world.book.turnedDown(voiding(open)).code()).isEqualTo(ErrorCode.RESERVATION_EXPIRED);
        world.book.run(expiry);

        assertThat(hand.current(open.id()).state()).isEqualTo(ReservationState.EXPIRED);
        assertThat(world.book.balance(spot).available()).isEqualTo(1_000);
        assertThat(world.book.turnedDown(voiding(open)).code()).isEqualTo(ErrorCode.RESERVATION_EXPIRED);
        List<Object> before = world.book.state();
        assertThat(world.book.run(expiry).entries()).isEmpty();
        assertThat(world.book.state()).isEqualTo(before);
    }

    @Test
    void settlement_beforeItsReservationWasEffective_isRefused() {
        Reservation open = reserved(400, Duration.ofHours(1));
        Settlement early =
                new Settlement(List.of(), false, open.effectiveAt().minusSeconds(1), null, Lateness.REFUSE, null);

        assertThatThrownBy(() -> command(open, early))
                .isInstanceOfSatisfying(
                        LedgerException.class,
                        refused -> assertThat(refused.members()).containsEntry("field", "effectiveAt"));
        SettleReservation blind = new SettleReservation(open.id(), open.accounts(), early, hand.id(), hand.id());
        assertThat(world.book.turnedDown(blind).members()).containsEntry("field", "effectiveAt");
    }

    @Test
    void settlement_inAClosedPeriod_isRefused_aReleaseIsNot() {
        Reservation open = reserved(400, Duration.ofDays(60));
        Instant march = open.effectiveAt().plusSeconds(60);
        world.book.moveTo(Instant.parse("2026-04-02T00:00:00Z"));
        world.book.close(new PeriodCalendar(LocalDate.parse("2026-03-31"), LocalDate.parse("2026-04-30")));

        assertThat(world.book
                        .turnedDown(command(open, new Settlement(List.of(), false, march, null, Lateness.REFUSE, null)))
                        .code())
                .isEqualTo(ErrorCode.PERIOD_CLOSED);
        assertThat(world.book.run(voiding(open)).entries().get(0).businessDate())
                .isEqualTo(LocalDate.parse("2026-05-01"));
    }

    @Test
    void sweep_expiresWhatIsDue_andNothingTwice() {
        Reservation first = reserved(10, Duration.ofHours(1));
        Reservation later = reserved(20, Duration.ofHours(5));
        world.book.moveTo(world.book.now().plus(Duration.ofHours(2)));
        List<Reservation> stale = List.of(first);
        ExpirySweep sweep = new ExpirySweep(
                world.book,
                new DueReservations(world.book, stale),
                Clock.fixed(world.book.now(), ZoneOffset.UTC),
                world.ids);

        assertThat(sweep.sweep()).isEqualTo(1);
        List<JournalEntry> entries = new ArrayList<>(world.book.entries());
        sweep.sweep();

        assertThat(world.book.entries()).isEqualTo(entries);
        assertThat(hand.current(first.id()).state()).isEqualTo(ReservationState.EXPIRED);
        assertThat(hand.current(later.id()).state()).isEqualTo(ReservationState.OPEN);
    }
}
