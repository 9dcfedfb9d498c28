package io.stakebook.core.generaljournal;

import static io.stakebook.core.fixture.Hand.atomic;
import static io.stakebook.core.fixture.World.ETH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.stakebook.core.account.AccountName;
import io.stakebook.core.account.Side;
import io.stakebook.core.account.Wallet;
import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.error.LedgerException;
import io.stakebook.core.error.Rejected;
import io.stakebook.core.fixture.Hand;
import io.stakebook.core.fixture.World;
import io.stakebook.core.id.CustomerId;
import io.stakebook.core.id.EntryId;
import io.stakebook.core.id.ProductId;
import io.stakebook.core.journal.EntryKind;
import io.stakebook.core.journal.JournalEntry;
import io.stakebook.core.journal.Lateness;
import io.stakebook.core.journal.Phase;
import io.stakebook.core.period.PeriodCalendar;
import io.stakebook.core.reservation.Reservation;
import io.stakebook.core.reservation.SettleReservation;
import io.stakebook.core.reservation.Settlement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReverseEntryTest {

    private final World world = new World();
    private final Hand hand = new Hand(world);
    private final CustomerId alice = world.customerWith(ETH, 1_000);
    private final AccountName spot = Wallet.SPOT.of(alice, ETH);
    private final AccountName funding = Wallet.FUNDING.of(alice, ETH);

    private JournalEntry last() {
        List<JournalEntry> entries = world.book.entries();
        return entries.get(entries.size() - 1);
    }

    private ReverseEntry reverse(JournalEntry entry) {
        return ReverseEntry.of(entry, hand.id(), "mistake");
    }

    @Test
    void reversal_swapsTheSides_namesItsOriginal_andRestoresTheBalances() {
        world.book.run(atomic(hand.move(spot, funding, 300)));
        JournalEntry original = last();

        JournalEntry reversal = world.book.run(reverse(original)).reversal();

        assertThat(reversal.kind()).isEqualTo(EntryKind.REVERSAL);
        assertThat(reversal.context().reverses()).isEqualTo(original.id());
        assertThat(reversal.context().customer()).isEqualTo(alice);
        assertThat(reversal.postings()).extracting(posting -> posting.side()).containsExactly(Side.CREDIT, Side.DEBIT);
        assertThat(world.book.units(spot)).isEqualTo(1_000);
        assertThat(world.book.units(funding)).isZero();
    }

    @Test
    void secondReversal_isRefusedNamingTheFirst_andAReversalIsNotReversed() {
        JournalEntry deposit = last();
        JournalEntry reversal = world.book.run(reverse(deposit)).reversal();

        LedgerException again = world.book.turnedDown(reverse(deposit));
        assertThat(again.code()).isEqualTo(ErrorCode.ENTRY_REVERSED);
        assertThat(again.members()).containsEntry("reversedBy", reversal.id().toString());
        assertThat(world.book.turnedDown(reverse(reversal)).code()).isEqualTo(ErrorCode.ENTRY_NOT_REVERSIBLE);
    }

    @Test
    void entryOfAClosedPeriod_isReversedInAnOpenOne_neverInItsOwn() {
        JournalEntry deposit = last();
        world.book.moveTo(Instant.parse("2026-04-05T00:00:00Z"));
        world.book.close(new PeriodCalendar(LocalDate.parse("2026-03-31"), LocalDate.parse("2026-03-31")));

        assertThat(world.book
                        .turnedDown(ReverseEntry.of(deposit, hand.id(), deposit.effectiveAt(), null, null))
                        .code())
                .isEqualTo(ErrorCode.PERIOD_CLOSED);
        assertThat(world.book.run(reverse(deposit)).reversal().businessDate()).isEqualTo(LocalDate.parse("2026-04-05"));
    }

    @Test
    void entryOfAClosingPeriod_isReversedThereAsAnAdjustment_andNeverCarried() {
        JournalEntry deposit = last();
        world.book.moveTo(Instant.parse("2026-04-05T00:00:00Z"));
        world.book.close(new PeriodCalendar(LocalDate.parse("2026-02-28"), LocalDate.parse("2026-03-31")));
        ReverseEntry there = ReverseEntry.of(deposit, hand.id(), deposit.effectiveAt(), null, null);

        assertThat(world.book.turnedDown(there).code()).isEqualTo(ErrorCode.PERIOD_CLOSED);
        assertThat(world.book.run(there.ifClosed(Lateness.ADJUST)).reversal().businessDate())
                .isEqualTo(deposit.businessDate());
        assertThatThrownBy(() -> there.ifClosed(Lateness.CARRY))
                .isInstanceOfSatisfying(
                        Rejected.class, e -> assertThat(e.members()).containsEntry("field", "ifPeriodClosed"));
    }

    @Test
    void reversal_beforeItsOriginal_isRefusedWithBothDates() {
        world.book.moveTo(Instant.parse("2026-03-20T12:00:00Z"));
        JournalEntry original = posted(Instant.parse("2026-03-10T08:00:00Z"), LocalDate.parse("2026-03-12"));

        Rejected before = tooEarly(original, Instant.parse("2026-03-10T07:59:59.999999Z"), null);
        assertThat(before.code()).isEqualTo(ErrorCode.FIELD_INVALID);
        assertThat(before.members()).containsEntry("field", "effectiveAt");
        assertThat(before.detail()).contains("2026-03-10T07:59:59.999999Z").contains("2026-03-10T08:00:00Z");

        Rejected counted = tooEarly(original, original.effectiveAt(), LocalDate.parse("2026-03-11"));
        assertThat(counted.members()).containsEntry("field", "businessDate");
        assertThat(counted.detail()).contains("2026-03-11").contains("2026-03-12");
        assertThat(tooEarly(original, original.effectiveAt(), null).members()).containsEntry("field", "businessDate");
        assertThat(tooEarly(original, null, LocalDate.parse("2026-03-11")).members())
                .containsEntry("field", "businessDate");

        ReverseEntry.Reversed sameMoment = world.book.run(
                ReverseEntry.of(original, hand.id(), original.effectiveAt(), original.businessDate(), null));
        assertThat(sameMoment.reversal().effectiveAt()).isEqualTo(original.effectiveAt());
    }

    /** Before a key is given to it: entries do not change, so nothing has to be looked up under lock. */
    private Rejected tooEarly(JournalEntry original, @Nullable Instant at, @Nullable LocalDate day) {
        return catchThrowableOfType(Rejected.class, () -> ReverseEntry.of(original, hand.id(), at, day, null));
    }

    @Test
    void reversal_madeWithoutLookingAtItsOriginal_isHeldToItsDatesUnderLock() {
        world.book.moveTo(Instant.parse("2026-03-20T12:00:00Z"));
        JournalEntry original = posted(Instant.parse("2026-03-10T08:00:00Z"), LocalDate.parse("2026-03-12"));
        ReverseEntry blind = new ReverseEntry(
                original.id(),
                ReverseEntry.of(original, hand.id(), null).accounts(),
                hand.id(),
                null,
                LocalDate.parse("2026-03-11"),
                Lateness.REFUSE,
                null);

        assertThat(world.book.turnedDown(blind).members()).containsEntry("field", "businessDate");
    }

    /** The clock of the caller who posted it ran ahead of ours, over midnight. */
    @Test
    void reversal_ofAnEntryAheadOfTheClock_isNotBeforeIt_whenNoDatesAreGiven() {
        world.book.moveTo(Instant.parse("2026-03-20T23:59:59Z"));
        JournalEntry ahead = posted(Instant.parse("2026-03-21T00:00:00.500Z"), null);

        JournalEntry reversal = world.book.run(reverse(ahead)).reversal();

        assertThat(reversal.effectiveAt()).isEqualTo(ahead.effectiveAt());
        assertThat(reversal.businessDate()).isEqualTo(LocalDate.parse("2026-03-21"));

        JournalEntry counted = posted(null, LocalDate.parse("2026-03-21"));
        assertThat(world.book.run(reverse(counted)).reversal().businessDate()).isEqualTo(LocalDate.parse("2026-03-21"));
    }

    private JournalEntry posted(@Nullable Instant effectiveAt, @Nullable LocalDate businessDate) {
        world.book.run(atomic(new Item.Draft(
                hand.id(),
                new Phase.Posted(),
                effectiveAt,
                businessDate,
                List.of(Hand.debit(spot, 10), Hand.credit(funding, 10)),
                Lateness.REFUSE,
                null)));
        return last();
    }

    @Test
    void reversal_ofWhatWasSpent_isRefusedByTheFloor() {
        JournalEntry deposit = last();
        world.book.run(atomic(hand.move(spot, funding, 1)));

        assertThat(world.book.turnedDown(reverse(deposit)).code()).isEqualTo(ErrorCode.INSUFFICIENT_BALANCE);
    }

    @Test
    void houseFunding_isReversible() {
        world.fundHouse(ETH, 70);

        world.book.run(reverse(last()));
        world.requireSound();
    }

    @Test
    void entriesWithAnUndoOfTheirOwn_sayWhichItIs() {
        ProductId product = world.product("flexible", ETH, World.flexible("0.03"));
        world.subscribe(alice, product, 100);
        assertThat(world.book.turnedDown(reverse(last())).members()).containsEntry("instead", "redeem the position");

        Reservation open = hand.reserved(hand.reserve(spot, funding, 10, null));
        assertThat(world.book.turnedDown(reverse(last())).members()).containsEntry("instead", "void the reservation");
        world.book.run(SettleReservation.of(open, Settlement.of(Hand.parts(open, 4), true), hand.id(), hand.id()));
        List<JournalEntry> entries = world.book.entries();
        assertThat(last().phase()).isInstanceOf(Phase.Released.class);
        for (JournalEntry step : entries.subList(entries.size() - 2, entries.size())) {
            LedgerException refusal = world.book.turnedDown(reverse(step));
            assertThat(refusal.code()).isEqualTo(ErrorCode.ENTRY_NOT_REVERSIBLE);
            assertThat(refusal.members()).containsKey("instead");
        }
    }

    @Test
    void everyKind_isReversibleOrSaysWhatToDoInstead() {
        JournalEntry deposit = last();
        for (EntryKind kind : EntryKind.values()) {
            JournalEntry entry = JournalEntry.of(
                    new EntryId(world.ids.next()), kind, deposit.effectiveAt(), deposit.context(), deposit.postings());
            boolean reversible =
                    kind == EntryKind.GENERAL || kind == EntryKind.DEPOSIT || kind == EntryKind.HOUSE_FUNDING;
            try {
                new ReversibleEntry(entry, null).requireReversible();
                assertThat(reversible).as(kind.name()).isTrue();
            } catch (LedgerException refusal) {
                assertThat(reversible).as(kind.name()).isFalse();
                assertThat(refusal.members().get("instead")).as(kind.name()).isNotBlank();
            }
        }
    }

    @Test
    void entryThatIsNotThere_isUnknown() {
        JournalEntry deposit = last();
        JournalEntry ghost = JournalEntry.of(
                hand.id(), EntryKind.GENERAL, deposit.effectiveAt(), deposit.context(), deposit.postings());

        assertThat(world.book.turnedDown(reverse(ghost)).code()).isEqualTo(ErrorCode.ENTRY_UNKNOWN);
    }
}
