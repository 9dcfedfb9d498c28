package io.stakebook.core.generaljournal;

import static io.stakebook.core.fixture.Hand.atomic;
import static io.stakebook.core.fixture.World.ETH;
import static org.assertj.core.api.Assertions.assertThat;

import io.stakebook.core.account.AccountName;
import io.stakebook.core.account.Side;
import io.stakebook.core.account.Wallet;
import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.error.LedgerException;
import io.stakebook.core.fixture.Hand;
import io.stakebook.core.fixture.World;
import io.stakebook.core.id.CustomerId;
import io.stakebook.core.id.EntryId;
import io.stakebook.core.id.ProductId;
import io.stakebook.core.journal.EntryKind;
import io.stakebook.core.journal.JournalEntry;
import io.stakebook.core.journal.Phase;
import io.stakebook.core.period.PeriodCalendar;
import io.stakebook.core.reservation.Reservation;
import io.stakebook.core.reservation.SettleReservation;
import io.stakebook.core.reservation.Settlement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
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
