package io.stakebook.core.generaljournal;

import static io.stakebook.core.fixture.Hand.atomic;
import static io.stakebook.core.fixture.Hand.credit;
import static io.stakebook.core.fixture.Hand.debit;
import static io.stakebook.core.fixture.Hand.house;
import static io.stakebook.core.fixture.World.ETH;
import static org.assertj.core.api.Assertions.assertThat;

import io.stakebook.core.account.AccountName;
import io.stakebook.core.account.ChartAccount;
import io.stakebook.core.account.Limits;
import io.stakebook.core.account.Wallet;
import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.error.LedgerException;
import io.stakebook.core.fixture.Hand;
import io.stakebook.core.fixture.World;
import io.stakebook.core.id.CustomerId;
import io.stakebook.core.journal.Balance;
import io.stakebook.core.posting.Notice;
import io.stakebook.core.reservation.Reservation;
import io.stakebook.core.reservation.SettleReservation;
import io.stakebook.core.reservation.Settlement;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SetLimitsTest {

    private final World world = new World();
    private final Hand hand = new Hand(world);
    private final CustomerId alice = world.customerWith(ETH, 1_000);
    private final AccountName spot = Wallet.SPOT.of(alice, ETH);
    private final AccountName funding = Wallet.FUNDING.of(alice, ETH);

    private static @Nullable BigInteger units(@Nullable Long units) {
        return units == null ? null : BigInteger.valueOf(units);
    }

    private static SetLimits.Bounds bounds(
            @Nullable Long minPosted, @Nullable Long maxPosted, @Nullable Long minFree, @Nullable Long maxFree) {
        return new SetLimits.Bounds(units(minPosted), units(maxPosted), units(minFree), units(maxFree));
    }

    private SetLimits set(AccountName account, SetLimits.Bounds wanted, @Nullable Long expected) {
        return new SetLimits(account, wanted, "risk review", "finance-1", expected);
    }

    @Test
    void limits_areVersionedAndTold() {
        world.book.run(set(spot, bounds(100L, null, null, null), 0L));
        Balance changed = world.book.run(set(spot, bounds(null, 2_000L, 50L, null), 1L));

        assertThat(changed.limits()).isEqualTo(new Limits(2, null, units(2_000L), units(50L), null));
        assertThat(world.book.balance(spot).limits()).isEqualTo(changed.limits());
        List<Notice> notices = world.book.notices();
        Notice told = notices.get(notices.size() - 1);
        assertThat(told.owner()).isEqualTo(alice.toString());
        assertThat(told.data())
                .containsEntry("old", Map.of("min_posted", "100"))
                .containsEntry("new", Map.of("max_posted", "2000", "min_available", "50"))
                .containsEntry("version", 2L)
                .containsEntry("reason", "risk review")
                .containsEntry("set_by", "finance-1");
        world.requireSound();
    }

    @Test
    void everyLimit_countsReservations() {
        world.book.run(set(spot, bounds(null, null, 300L, null), null));
        world.book.run(set(funding, bounds(null, 600L, null, null), null));
        Reservation first = hand.reserved(hand.reserve(spot, funding, 500, null));

        LedgerException floor = world.book.turnedDown(atomic(hand.move(spot, house(), 201)));
        assertThat(floor.code()).isEqualTo(ErrorCode.INSUFFICIENT_BALANCE);
        assertThat(floor.members()).containsEntry("available", "500").containsEntry("minimum", "300");
        LedgerException ceiling = world.book.turnedDown(atomic(hand.move(spot, funding, 101)));
        assertThat(ceiling.code()).isEqualTo(ErrorCode.BALANCE_LIMIT_EXCEEDED);

        world.book.run(SettleReservation.of(first, Settlement.all(), hand.id(), hand.id()));
        assertThat(world.book.units(funding)).isEqualTo(500);
    }

    private static AccountName house() {
        return Hand.house(ChartAccount.ROUNDING_PAYABLE);
    }

    @Test
    void balance_outsideNow_isToldWithTheNumbers() {
        hand.reserved(hand.reserve(spot, funding, 400, null));

        LedgerException low = world.book.turnedDown(set(spot, bounds(null, null, 601L, null), null));
        LedgerException high = world.book.turnedDown(set(funding, bounds(null, 399L, null, null), null));

        assertThat(low.code()).isEqualTo(ErrorCode.LIMITS_NOT_MET);
        assertThat(low.members())
                .containsEntry("limit", "minAvailable")
                .containsEntry("bound", "601")
                .containsEntry("balance", "600");
        assertThat(high.members()).containsEntry("limit", "maxPosted").containsEntry("balance", "400");
        world.book.run(set(spot, bounds(null, null, 600L, null), null));
        world.book.run(set(funding, bounds(null, 400L, null, null), null));
    }

    @Test
    void bounds_thatContradictOneAnotherOrTheChart_areRefusedNamingBoth() {
        assertContradict(set(spot, bounds(2L, 1L, null, null), null), "minPosted", "maxPosted");
        assertContradict(set(spot, bounds(null, 1L, 2L, null), null), "minAvailable", "maxPosted");
        assertContradict(set(spot, bounds(2L, null, null, 1L), null), "minPosted", "maxAvailable");
        assertContradict(set(spot, bounds(-1L, null, null, null), null), "the floor of the chart", "minPosted");
        assertContradict(set(spot, bounds(null, null, -1L, null), null), "the floor of the chart", "minAvailable");
        assertContradict(set(spot, bounds(null, -1L, null, null), null), "the floor of the chart", "maxPosted");
    }

    private void assertContradict(SetLimits command, String lower, String upper) {
        LedgerException refusal = world.book.turnedDown(command);
        assertThat(refusal.code()).isEqualTo(ErrorCode.LIMITS_CONTRADICT);
        assertThat(refusal.members()).containsEntry("lower", lower).containsEntry("upper", upper);
    }

    @Test
    void accountWithoutFloor_mayBeGivenOneBelowZero() {
        AccountName expense = Hand.house(ChartAccount.SUSPENSE_CHAIN);
        world.book.run(set(expense, bounds(-50L, null, null, null), null));

        assertThat(world.book
                        .turnedDown(atomic(
                                hand.draft(debit(Hand.house(ChartAccount.HOUSE_WALLET), 51), credit(expense, 51))))
                        .code())
                .isEqualTo(ErrorCode.INSUFFICIENT_BALANCE);
        world.book.run(atomic(hand.draft(debit(Hand.house(ChartAccount.HOUSE_WALLET), 50), credit(expense, 50))));
    }

    @Test
    void sameLimits_otherVersionAndStrangers_areRefused() {
        world.book.run(set(spot, bounds(1L, null, null, null), null));

        assertThat(world.book
                        .turnedDown(set(spot, bounds(1L, null, null, null), 1L))
                        .code())
                .isEqualTo(ErrorCode.NO_CHANGE);
        assertThat(world.book
                        .turnedDown(set(spot, bounds(2L, null, null, null), 0L))
                        .members())
                .containsEntry("expected", "0")
                .containsEntry("found", "1");
        AccountName stranger = Wallet.SPOT.of(new CustomerId(world.ids.next()), ETH);
        assertThat(world.book
                        .turnedDown(set(stranger, bounds(null, 5L, null, null), null))
                        .code())
                .isEqualTo(ErrorCode.CUSTOMER_UNKNOWN);
        AccountName pending = AccountName.of(ChartAccount.SUBSCRIPTION_PENDING, ETH, alice);
        assertThat(world.book
                        .turnedDown(set(pending, bounds(null, 5L, null, null), null))
                        .code())
                .isEqualTo(ErrorCode.ACCOUNT_NOT_OPEN_TO_HAND);
    }

    @Test
    void limits_onAnAccountThatNeverMoved_bindItsFirstEntry() {
        world.book.run(set(funding, bounds(null, 10L, null, null), null));

        assertThat(world.book.turnedDown(atomic(hand.move(spot, funding, 11))).code())
                .isEqualTo(ErrorCode.BALANCE_LIMIT_EXCEEDED);
        world.book.run(atomic(hand.move(spot, funding, 10)));
        assertThat(world.book
                        .turnedDown(set(funding, SetLimits.Bounds.NONE, 0L))
                        .code())
                .isEqualTo(ErrorCode.VERSION_MISMATCH);
        world.book.run(set(funding, SetLimits.Bounds.NONE, 1L));
        world.book.run(atomic(hand.move(spot, funding, 11)));
    }
}
