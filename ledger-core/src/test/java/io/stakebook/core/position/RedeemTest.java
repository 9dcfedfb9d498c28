package io.stakebook.core.position;

import static io.stakebook.core.fixture.World.ETH;
import static io.stakebook.core.fixture.World.fixed;
import static io.stakebook.core.fixture.World.flexible;
import static io.stakebook.core.fixture.World.units;
import static org.assertj.core.api.Assertions.assertThat;

import io.stakebook.core.account.ChartAccount;
import io.stakebook.core.account.Wallet;
import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.error.LedgerException;
import io.stakebook.core.fixture.World;
import io.stakebook.core.id.CustomerId;
import io.stakebook.core.id.ProductId;
import io.stakebook.core.product.SwitchProduct;
import io.stakebook.core.product.terms.Apr;
import io.stakebook.core.product.terms.EarlyRedemption;
import java.math.BigInteger;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedeemTest {

    private static final long HELD = 36_500_000L;

    private final World world = new World();
    private final CustomerId customer = world.customerWith(ETH, HELD);

    private PositionView flexiblePosition() {
        ProductId product = world.product("eth-flexible", ETH, flexible("0.1"));
        return world.subscribe(customer, product, HELD);
    }

    private PositionView fixedPosition(EarlyRedemption early) {
        ProductId product = world.product("eth-fixed-30", ETH, fixed("0.1", 30, early));
        return world.subscribe(customer, product, HELD);
    }

    /** Days from the first of March, the day of the subscription, which earns nothing. */
    private void accrueDays(PositionView view, int days) {
        for (int i = 0; i <= days; i++) {
            world.accrue(view.product(), LocalDate.parse("2026-03-01").plusDays(i));
        }
    }

    @Test
    void a_flexible_position_gives_back_a_part_and_stays_open() {
        PositionView view = flexiblePosition();
        Redemption redemption = world.book.run(world.redemption(view, units(500_000), false));

        assertThat(redemption.quote().remaining()).isEqualTo(units(36_000_000));
        assertThat(world.position(view).state()).isEqualTo(PositionState.ACTIVE);
        assertThat(world.wallet(Wallet.SPOT, customer, ETH)).isEqualTo(units(500_000));
        world.requireSound();
    }

    @Test
    void a_flexible_position_redeemed_whole_still_earns_for_the_part_of_the_day() {
        PositionView view = flexiblePosition();
        world.book.moveTo(World.START.plusSeconds(43_200));
        world.book.run(world.redemption(view, null, false));
        assertThat(world.position(view).state()).isEqualTo(PositionState.REDEEMED);

        world.accrue(view.product(), LocalDate.parse("2026-03-01"));
        // 36,500,000 × 10 % / 365 = 10,000 a day; half a day was held.
        assertThat(world.wallet(Wallet.FUNDING, customer, ETH)).isEqualTo(units(5_000));
        assertThat(world.position(view).settled()).isTrue();
        world.requireSound();
    }

    @ParameterizedTest
    @CsvSource({"0, AMOUNT_NOT_POSITIVE", "-1, AMOUNT_NOT_POSITIVE", "36500001, REDEMPTION_ABOVE_PRINCIPAL"})
    void an_impossible_amount_is_refused_and_leaves_nothing(BigInteger units, ErrorCode code) {
        PositionView view = flexiblePosition();
        requireRefused(world.redemption(view, units, false), code);
    }

    @Test
    void a_closed_position_is_refused_and_leaves_nothing() {
        PositionView view = flexiblePosition();
        world.book.run(world.redemption(view, null, false));
        requireRefused(world.redemption(view, null, false), ErrorCode.POSITION_CLOSED);
        requireRefused(world.redemption(view, units(1), false), ErrorCode.POSITION_CLOSED);
    }

    @Test
    void a_product_with_redemption_suspended_is_refused() {
        PositionView view = flexiblePosition();
        world.book.run(new SwitchProduct(view.product(), true, false));
        requireRefused(world.redemption(view, null, false), ErrorCode.PRODUCT_CLOSED);
    }

    @Test
    void a_fixed_position_that_may_not_be_left_early_says_when_it_matures() {
        PositionView view = fixedPosition(new EarlyRedemption.Forbidden());
        LedgerException refusal =
                requireRefused(world.redemption(view, null, true), ErrorCode.EARLY_REDEMPTION_FORBIDDEN);
        assertThat(refusal.members()).containsEntry("maturesAt", "2026-04-01T00:00:00Z");
    }

    @Test
    void a_part_of_a_fixed_position_is_refused() {
        PositionView view = fixedPosition(new EarlyRedemption.ForfeitRewards());
        requireRefused(world.redemption(view, units(1), true), ErrorCode.PARTIAL_REDEMPTION_UNSUPPORTED);
    }

    @Test
    void leaving_early_gives_up_the_accrued_reward_after_it_was_confirmed() {
        PositionView view = fixedPosition(new EarlyRedemption.ForfeitRewards());
        accrueDays(view, 10);
        assertThat(world.position(view).rewardPayable()).isEqualTo(units(100_000));
        requireRefused(world.redemption(view, null, false), ErrorCode.PENALTY_NOT_CONFIRMED);

        Redemption redemption = world.book.run(world.redemption(view, null, true));

        assertThat(redemption.quote().rewardForfeited()).isEqualTo(units(100_000));
        assertThat(world.wallet(Wallet.SPOT, customer, ETH)).isEqualTo(units(HELD));
        assertThat(world.house(ChartAccount.REWARD_EXPENSE, ETH)).isZero();
        assertThat(world.position(view).settled()).isTrue();
        world.requireSound();
    }

    @Test
    void leaving_early_at_a_reduced_rate_pays_that_rate_for_the_days_accrued() {
        PositionView view = fixedPosition(new EarlyRedemption.ReducedRate(Apr.parse("0.02")));
        accrueDays(view, 10);

        Redemption redemption = world.book.run(world.redemption(view, null, true));

        assertThat(redemption.quote().rewardPaid()).isEqualTo(units(20_000));
        assertThat(redemption.quote().rewardForfeited()).isEqualTo(units(80_000));
        assertThat(world.wallet(Wallet.SPOT, customer, ETH)).isEqualTo(units(HELD + 20_000));
        assertThat(world.house(ChartAccount.REWARD_EXPENSE, ETH)).isEqualTo(units(20_000));
        world.requireSound();
    }

    @Test
    void a_matured_position_can_be_taken_out_before_the_run_and_the_run_pays_its_reward() {
        PositionView view = fixedPosition(new EarlyRedemption.Forbidden());
        accrueDays(view, 29);
        world.book.moveTo(java.time.Instant.parse("2026-04-01T00:00:01Z"));
        world.book.run(world.redemption(view, null, false));
        assertThat(world.position(view).state()).isEqualTo(PositionState.MATURED);
        assertThat(world.wallet(Wallet.SPOT, customer, ETH)).isEqualTo(units(HELD));

        world.accrue(view.product(), LocalDate.parse("2026-03-31"));
        assertThat(world.wallet(Wallet.FUNDING, customer, ETH)).isEqualTo(units(300_000));
        assertThat(world.position(view).settled()).isTrue();
        world.requireSound();
    }

    private LedgerException requireRefused(Redeem asked, ErrorCode code) {
        Object before = world.book.state();
        LedgerException refusal = world.book.turnedDown(asked);
        assertThat(refusal.code()).isEqualTo(code);
        assertThat(world.book.state()).isEqualTo(before);
        return refusal;
    }
}
