package io.stakebook.core.generaljournal;

import static io.stakebook.core.fixture.Hand.atomic;
import static io.stakebook.core.fixture.Hand.credit;
import static io.stakebook.core.fixture.Hand.debit;
import static io.stakebook.core.fixture.Hand.each;
import static io.stakebook.core.fixture.Hand.eth;
import static io.stakebook.core.fixture.Hand.house;
import static io.stakebook.core.fixture.Hand.posted;
import static io.stakebook.core.fixture.Hand.refused;
import static io.stakebook.core.fixture.World.ETH;
import static io.stakebook.core.fixture.World.USDT;
import static io.stakebook.core.fixture.World.units;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.stakebook.core.account.AccountName;
import io.stakebook.core.account.ChartAccount;
import io.stakebook.core.account.Side;
import io.stakebook.core.account.Wallet;
import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.error.LedgerException;
import io.stakebook.core.error.Rejected;
import io.stakebook.core.fixture.Hand;
import io.stakebook.core.fixture.World;
import io.stakebook.core.id.CustomerId;
import io.stakebook.core.id.EntryId;
import io.stakebook.core.id.PositionId;
import io.stakebook.core.journal.JournalEntry;
import io.stakebook.core.journal.Lateness;
import io.stakebook.core.journal.Phase;
import io.stakebook.core.money.Amount;
import io.stakebook.core.period.PeriodCalendar;
import io.stakebook.core.posting.Trial;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PostEntriesTest {

    private final World world = new World();
    private final Hand hand = new Hand(world);
    private final CustomerId alice = world.customerWith(ETH, 1_000);
    private final CustomerId bob = world.customerWith(ETH, 500);
    private final AccountName spot = Wallet.SPOT.of(alice, ETH);
    private final AccountName funding = Wallet.FUNDING.of(alice, ETH);
    private final AccountName bobs = Wallet.SPOT.of(bob, ETH);

    private Item.Draft dated(@Nullable Instant effectiveAt, @Nullable LocalDate day, Lateness late) {
        return new Item.Draft(
                hand.id(),
                new Phase.Posted(),
                effectiveAt,
                day,
                List.of(debit(spot, 1), credit(funding, 1)),
                late,
                null);
    }

    private static ErrorCode code(LedgerException e) {
        return e.code();
    }

    @Test
    void entry_isPostedAsItStands_withVersionsInOrder() {
        PostedItems items =
                world.book.run(atomic(hand.draft(debit(spot, 30), credit(funding, 20), credit(funding, 10))));

        assertThat(world.book.units(spot)).isEqualTo(970);
        assertThat(world.book.units(funding)).isEqualTo(30);
        assertThat(posted(items, 0).lines())
                .extracting(Trial.Line::leg, line -> line.after().sequence())
                .containsExactly(tuple(1, 2L), tuple(2, 1L), tuple(3, 2L));
        assertThat(posted(items, 0).entry().effectiveAt()).isEqualTo(world.book.now());
    }

    @Test
    void account_onBothSidesOfOneEntry_movesByTheDifference() {
        world.book.run(atomic(hand.draft(debit(spot, 30), credit(spot, 10), credit(funding, 20))));

        assertThat(world.book.units(spot)).isEqualTo(980);
    }

    @Test
    void owner_isTheOneCustomerTouched_elseTheHouseWhenItIsTouched_elseTheFirst() {
        JournalEntry single =
                posted(world.book.run(atomic(hand.move(spot, funding, 1))), 0).entry();
        JournalEntry pair =
                posted(world.book.run(atomic(hand.move(spot, bobs, 1))), 0).entry();
        JournalEntry mixed = posted(
                        world.book.run(atomic(hand.draft(
                                debit(spot, 1), debit(bobs, 1), credit(house(ChartAccount.CLIENT_OMNIBUS_HOT), 2)))),
                        0)
                .entry();

        assertThat(single.context().owner()).isEqualTo(alice.toString());
        assertThat(pair.context().owner()).isEqualTo(alice.toString());
        assertThat(mixed.context().owner()).isEqualTo("house");
    }

    @Test
    void each_refusesItemsOneByOne_withoutHarmToNeighbours() {
        EntryId twice = hand.id();
        EntryId named = hand.id();
        Item.Draft first = new Item.Draft(twice, List.of(debit(spot, 600), credit(funding, 600)));
        PostedItems items = world.book.run(each(
                first,
                hand.move(spot, funding, 401),
                hand.draft(debit(spot, 1), credit(funding, 2)),
                new Item.Draft(twice, first.lines()),
                new Item.Unreadable(named, new Rejected(ErrorCode.AMOUNT_MALFORMED, "amount \"x\" is no amount")),
                hand.move(spot, funding, 400)));

        assertThat(items.posted()).isEqualTo(2);
        assertThat(List.of(1, 2, 3, 4))
                .extracting(index -> refused(items, index).reason().code())
                .containsExactly(
                        ErrorCode.INSUFFICIENT_BALANCE,
                        ErrorCode.ENTRY_UNBALANCED,
                        ErrorCode.ALREADY_EXISTS,
                        ErrorCode.AMOUNT_MALFORMED);
        assertThat(refused(items, 3).id()).isEqualTo(twice);
        assertThat(refused(items, 4).id()).isEqualTo(named);
        assertThat(refused(items, 2).reason().members())
                .containsExactlyInAnyOrderEntriesOf(
                        java.util.Map.of("field", "postings", "asset", "ETH", "difference", "-1"));
        assertThat(refused(items, 2).reason().detail())
                .isEqualTo("the entry does not balance in ETH: debits less credits are -1");
        assertThat(world.book.units(spot)).isZero();
        assertThat(world.book.balance(spot).sequence()).isEqualTo(3);
    }

    @Test
    void each_leavesTheIdOfARefusedItem_toALaterOne() {
        EntryId id = hand.id();
        PostedItems items = world.book.run(each(
                new Item.Draft(id, List.of(debit(spot, 1_001), credit(funding, 1_001))),
                new Item.Draft(id, List.of(debit(spot, 10), credit(funding, 10))),
                new Item.Draft(id, List.of(debit(spot, 10), credit(funding, 10)))));

        assertThat(refused(items, 0).reason().code()).isEqualTo(ErrorCode.INSUFFICIENT_BALANCE);
        assertThat(posted(items, 1).entry().id()).isEqualTo(id);
        assertThat(refused(items, 2).reason().code()).isEqualTo(ErrorCode.ALREADY_EXISTS);
        assertThat(world.book.units(funding)).isEqualTo(10);
    }

    @Test
    void atomic_withOneRefusedItem_namesItAndDoesNothing() {
        List<Object> before = world.book.state();

        LedgerException refusal =
                world.book.turnedDown(atomic(hand.move(spot, funding, 600), hand.move(spot, funding, 401)));

        assertThat(refusal.code()).isEqualTo(ErrorCode.BATCH_ITEM_REFUSED);
        assertThat(refusal.members())
                .containsEntry("index", "1")
                .containsEntry("itemCode", "INSUFFICIENT_BALANCE")
                .containsEntry("available", "400")
                .containsEntry("needed", "401");
        assertThat(world.book.state()).isEqualTo(before);
    }

    @Test
    void atomic_namesTheRefusedItemByTheId_itsCallerGaveIt_andByNoneOfOurs() {
        Item.Draft tooMuch = hand.move(spot, funding, 1_001);
        Item.Draft named = new Item.Draft(
                tooMuch.id(), true, new Phase.Posted(), null, null, tooMuch.lines(), Lateness.REFUSE, null);

        LedgerException byHisId = world.book.turnedDown(atomic(hand.move(spot, funding, 1), named));
        LedgerException byIndex = world.book.turnedDown(atomic(hand.move(spot, funding, 1), tooMuch));

        assertThat(byHisId.members())
                .containsEntry("index", "1")
                .containsEntry("entryId", named.id().toString());
        assertThat(byIndex.members()).containsEntry("index", "1").doesNotContainKey("entryId");
    }

    @Test
    void atomic_withOneItem_isRefusedWithItsOwnReason() {
        assertThat(code(world.book.turnedDown(atomic(hand.move(spot, funding, 1_001)))))
                .isEqualTo(ErrorCode.INSUFFICIENT_BALANCE);
    }

    @Test
    void expectedVersion_isComparedWithTheAccountBeforeTheEntry_earlierItemsCount() {
        DraftLine guarded = new DraftLine(spot, Side.DEBIT, eth(1), 2L, List.of());
        PostedItems items = world.book.run(each(
                hand.draft(guarded, credit(funding, 1)),
                hand.move(spot, funding, 1),
                hand.draft(guarded, credit(funding, 1)),
                hand.draft(guarded, credit(funding, 1))));

        assertThat(refused(items, 0).reason().members())
                .containsEntry("expected", "2")
                .containsEntry("found", "1");
        assertThat(items.results().get(2)).isInstanceOf(PostedItems.Posted.class);
        assertThat(refused(items, 3).reason().code()).isEqualTo(ErrorCode.VERSION_MISMATCH);
    }

    @Test
    void condition_namesBalanceFoundAndWanted_whenItDoesNotHold() {
        world.book.run(atomic(hand.reserve(spot, funding, 400, null)));
        DraftLine guarded = new DraftLine(
                spot,
                Side.DEBIT,
                eth(1),
                null,
                List.of(
                        new Condition(Condition.Named.POSTED, Condition.Comparison.EQ, units(1_000)),
                        new Condition(Condition.Named.PENDING, Condition.Comparison.LTE, units(600)),
                        new Condition(Condition.Named.AVAILABLE, Condition.Comparison.GTE, units(601))));

        LedgerException refusal = world.book.turnedDown(atomic(hand.draft(guarded, credit(funding, 1))));

        assertThat(refusal.code()).isEqualTo(ErrorCode.CONDITION_NOT_MET);
        assertThat(refusal.members())
                .containsEntry("balance", "available")
                .containsEntry("comparison", "gte")
                .containsEntry("found", "600")
                .containsEntry("wanted", "601");
    }

    @ParameterizedTest
    @EnumSource(
            value = ChartAccount.class,
            names = {"SUBSCRIPTION_PENDING", "WITHDRAWAL_IN_TRANSIT"})
    void accountsOfTheStakingBook_areClosedToHand(ChartAccount chart) {
        AccountName account = AccountName.of(chart, ETH, alice);

        LedgerException refusal = world.book.turnedDown(atomic(hand.draft(debit(spot, 1), credit(account, 1))));

        assertThat(refusal.code()).isEqualTo(ErrorCode.ACCOUNT_NOT_OPEN_TO_HAND);
        assertThat(refusal.detail()).contains(account.toString());
    }

    /** Template 13: what the protocol owed is there. */
    @Test
    void rewardThatArrivedOnChain_isBookedByHand() {
        world.book.run(atomic(hand.draft(
                debit(house(ChartAccount.CLIENT_OMNIBUS_HOT), 5), credit(house(ChartAccount.REWARD_RECEIVABLE), 5))));

        assertThat(world.house(ChartAccount.REWARD_RECEIVABLE, ETH)).isEqualTo(BigInteger.valueOf(-5));
    }

    @Test
    void positionAccount_isClosedToHand() {
        AccountName position =
                AccountName.of(ChartAccount.STAKED_FLEXIBLE, ETH, alice, new PositionId(world.ids.next()));

        assertThat(code(world.book.turnedDown(atomic(hand.move(spot, position, 1)))))
                .isEqualTo(ErrorCode.ACCOUNT_NOT_OPEN_TO_HAND);
    }

    @Test
    void customerWhoIsNotThere_isRefused_unlessKnownBefore() {
        CustomerId stranger = new CustomerId(world.ids.next());
        Item.Draft gift = hand.move(spot, Wallet.SPOT.of(stranger, ETH), 1);

        assertThat(code(world.book.turnedDown(atomic(gift)))).isEqualTo(ErrorCode.CUSTOMER_UNKNOWN);

        Known known = new Known(Set.of(alice, stranger), Set.of());
        PostEntries trusting = PostEntries.one(gift, known);
        assertThat(trusting.needs().records()).isEmpty();
        world.book.run(trusting);
        assertThat(world.book.units(Wallet.SPOT.of(stranger, ETH))).isEqualTo(1);
    }

    @Test
    void idThatIsTaken_isRefusedAlone() {
        Item.Draft taken = hand.move(spot, funding, 1);
        world.book.run(atomic(taken));

        PostedItems items = world.book.run(new PostEntries(
                List.of(taken, hand.move(spot, funding, 2)), PostMode.EACH, new Known(Set.of(), Set.of(taken.id()))));

        assertThat(refused(items, 0).reason().code()).isEqualTo(ErrorCode.ALREADY_EXISTS);
        assertThat(world.book.units(funding)).isEqualTo(3);
    }

    @Test
    void dates_inTheFuture_areRefused_aSmallSkewIsNot() {
        Instant now = world.book.now();
        assertThat(code(world.book.turnedDown(atomic(dated(now.plusSeconds(3), null, Lateness.REFUSE)))))
                .isEqualTo(ErrorCode.EFFECTIVE_IN_FUTURE);
        assertThat(code(world.book.turnedDown(atomic(dated(null, LocalDate.parse("2026-03-02"), Lateness.REFUSE)))))
                .isEqualTo(ErrorCode.EFFECTIVE_IN_FUTURE);
        assertThat(code(world.book.turnedDown(
                        atomic(dated(Instant.parse("1969-12-31T23:59:59Z"), null, Lateness.REFUSE)))))
                .isEqualTo(ErrorCode.FIELD_INVALID);
        world.book.run(atomic(dated(now.plus(Duration.ofSeconds(1)), null, Lateness.REFUSE)));
    }

    @Test
    void lateEntry_isRefusedCarriedOrAdjusted_asTheItemAsks() {
        world.book.close(new PeriodCalendar(LocalDate.parse("2026-01-31"), LocalDate.parse("2026-02-28")));
        Instant february = Instant.parse("2026-02-10T12:00:00Z");
        Instant january = Instant.parse("2026-01-10T12:00:00Z");

        PostedItems items = world.book.run(each(
                dated(february, null, Lateness.REFUSE),
                dated(february, null, Lateness.CARRY),
                dated(february, null, Lateness.ADJUST),
                dated(january, null, Lateness.ADJUST),
                dated(null, null, Lateness.REFUSE)));

        assertThat(refused(items, 0).reason().code()).isEqualTo(ErrorCode.PERIOD_CLOSED);
        assertThat(posted(items, 1).entry().businessDate()).isEqualTo(LocalDate.parse("2026-03-01"));
        assertThat(posted(items, 1).entry().carriedFrom()).isEqualTo(LocalDate.parse("2026-02-10"));
        assertThat(posted(items, 2).entry().businessDate()).isEqualTo(LocalDate.parse("2026-02-10"));
        assertThat(refused(items, 3).reason().code()).isEqualTo(ErrorCode.PERIOD_CLOSED);
        assertThat(items.results().get(4)).isInstanceOf(PostedItems.Posted.class);
        assertThat(world.book
                        .entries()
                        .subList(
                                world.book.entries().size() - 3,
                                world.book.entries().size()))
                .extracting(JournalEntry::businessDate)
                .containsExactly(
                        LocalDate.parse("2026-03-01"), LocalDate.parse("2026-02-10"), LocalDate.parse("2026-03-01"));
    }

    @Test
    void memo_thatNoExportCouldCarry_isRefused() {
        for (String memo : List.of("", "  ", "bell \u0007", "e\u0301", "x".repeat(501))) {
            Item.Draft draft = new Item.Draft(
                    hand.id(),
                    new Phase.Posted(),
                    null,
                    null,
                    List.of(debit(spot, 1), credit(funding, 1)),
                    Lateness.REFUSE,
                    memo);
            assertThat(world.book.turnedDown(atomic(draft)).members())
                    .as("memo of %s characters", memo.length())
                    .containsEntry("field", "memo");
        }
    }

    @Test
    void assetOtherThanTheAccounts_isRefused() {
        DraftLine wrong = new DraftLine(spot, Side.DEBIT, new Amount(USDT, units(1)));

        assertThat(code(world.book.turnedDown(atomic(hand.draft(wrong, credit(funding, 1))))))
                .isEqualTo(ErrorCode.ASSET_MISMATCH);
    }

    @Test
    void sizes_beyondTheLimits_areRefused() {
        DraftLine[] many = Collections.nCopies(101, debit(spot, 1)).toArray(new DraftLine[0]);
        assertThat(code(world.book.turnedDown(atomic(hand.draft(many))))).isEqualTo(ErrorCode.LIMIT_OUT_OF_RANGE);

        Item one = hand.move(spot, funding, 1);
        assertThatThrownBy(() -> new PostEntries(Collections.nCopies(10_001, one), PostMode.EACH, Known.NOTHING))
                .isInstanceOfSatisfying(
                        Rejected.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.LIMIT_OUT_OF_RANGE));
        assertThatThrownBy(() -> new PostEntries(List.of(), PostMode.EACH, Known.NOTHING))
                .isInstanceOf(Rejected.class);

        Item.Draft wide = hand.draft(
                Stream.of(Collections.nCopies(50, debit(spot, 1)), Collections.nCopies(50, credit(funding, 1)))
                        .flatMap(List::stream)
                        .toArray(DraftLine[]::new));
        assertThat(new PostEntries(Collections.nCopies(500, wide), PostMode.EACH, Known.NOTHING).items())
                .hasSize(500);
        assertThatThrownBy(() -> new PostEntries(Collections.nCopies(501, wide), PostMode.EACH, Known.NOTHING))
                .isInstanceOf(Rejected.class)
                .hasMessageContaining("at most 50000 postings together, not 50100");
    }

    @Test
    void expiry_thatIsOver_isRefused() {
        assertThat(world.book
                        .turnedDown(atomic(hand.reserve(spot, funding, 1, world.book.now())))
                        .members())
                .containsEntry("field", "expiresAt");
    }

    @Test
    void expiry_thatIsOver_isToldBeforeABalanceThatIsNone() {
        Item.Draft unbalanced = hand.draft(debit(spot, 1), credit(funding, 2));
        Item.Draft both = new Item.Draft(
                unbalanced.id(),
                new Phase.Reserved(world.book.now()),
                null,
                null,
                unbalanced.lines(),
                Lateness.REFUSE,
                null);

        assertThat(code(world.book.turnedDown(atomic(both)))).isEqualTo(ErrorCode.FIELD_INVALID);
    }
}
