package io.stakebook.core.position;

import static io.stakebook.core.fixture.World.ETH;
import static io.stakebook.core.fixture.World.USDT;
import static io.stakebook.core.fixture.World.flexible;
import static io.stakebook.core.fixture.World.units;
import static org.assertj.core.api.Assertions.assertThat;

import io.stakebook.core.account.Wallet;
import io.stakebook.core.decision.RequestEvidence;
import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.error.LedgerException;
import io.stakebook.core.fixture.World;
import io.stakebook.core.id.CustomerId;
import io.stakebook.core.id.ProductId;
import io.stakebook.core.journal.EntryKind;
import io.stakebook.core.journal.JournalEntry;
import io.stakebook.core.money.Amount;
import io.stakebook.core.product.Product;
import io.stakebook.core.product.ProductUsage;
import io.stakebook.core.product.PublishTerms;
import io.stakebook.core.product.SwitchProduct;
import io.stakebook.core.product.terms.Apr;
import io.stakebook.core.product.terms.SubscriptionBounds;
import io.stakebook.core.product.terms.TierLadder;
import io.stakebook.core.product.terms.YieldSource;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubscribeTest {

    private final World world = new World();
    private final ProductId product = world.product(
            "eth-flexible",
            ETH,
            flexible(
                    TierLadder.flat(Apr.parse("0.03")),
                    YieldSource.PLATFORM_FUNDED,
                    new SubscriptionBounds(units(10), units(1_000), units(5), units(1_500), units(2_000))));
    private final CustomerId customer = world.customerWith(ETH, 10_000);

    @Test
    void a_subscription_moves_coins_through_pending_into_the_position() {
        PositionView view = world.subscribe(customer, product, 100);

        assertThat(view.position().principal()).isEqualTo(units(100));
        assertThat(view.position().accrualFrom()).isEqualTo(World.START);
        assertThat(world.wallet(Wallet.SPOT, customer, ETH)).isEqualTo(units(9_900));
        assertThat(world.book.entries())
                .extracting(JournalEntry::kind)
                .endsWith(EntryKind.SUBSCRIPTION_RESERVED, EntryKind.SUBSCRIPTION_EFFECTIVE);
        assertThat(world.book
                        .find(ProductUsage.class, product.value())
                        .orElseThrow()
                        .principal())
                .isEqualTo(units(100));
        world.requireSound();
    }

    @ParameterizedTest
    @CsvSource({
        "5, BELOW_MINIMUM",
        "1005, ABOVE_MAXIMUM",
        "12, STEP_MISMATCH",
    })
    void an_amount_outside_the_rules_is_refused_and_leaves_nothing(long units, ErrorCode code) {
        requireRefused(world.subscription(customer, product, units(units)), code);
    }

    @Test
    void more_than_one_customer_may_hold_is_refused_and_leaves_nothing() {
        world.subscribe(customer, product, 1_000);
        world.subscribe(customer, product, 500);
        requireRefused(world.subscription(customer, product, units(10)), ErrorCode.ABOVE_CAP);
    }

    @Test
    void more_positions_than_one_customer_may_have_are_refused_and_leave_others_alone() {
        ProductId small = world.product(
                "eth-small",
                ETH,
                flexible(
                        TierLadder.flat(Apr.parse("0.03")),
                        YieldSource.PLATFORM_FUNDED,
                        new SubscriptionBounds(units(1), null, units(1), null, null)));
        for (int i = 0; i < SubscriptionLimits.MOST_POSITIONS; i++) {
            world.subscribe(customer, small, 1);
        }

        LedgerException refusal =
                requireRefused(world.subscription(customer, small, units(1)), ErrorCode.TOO_MANY_POSITIONS);
        assertThat(refusal.members()).containsEntry("limit", "500");
        world.subscribe(customer, product, 10);
        world.subscribe(world.customerWith(ETH, 10), small, 1);
    }

    @Test
    void more_than_the_product_takes_is_refused_and_leaves_nothing() {
        world.subscribe(customer, product, 1_000);
        CustomerId other = world.customerWith(ETH, 10_000);
        world.subscribe(other, product, 900);
        requireRefused(world.subscription(other, product, units(105)), ErrorCode.CAPACITY_EXHAUSTED);
        world.subscribe(other, product, 100);
    }

    @Test
    void more_than_the_wallet_holds_is_refused_with_the_figures() {
        CustomerId poor = world.customerWith(ETH, 40);
        LedgerException refusal =
                requireRefused(world.subscription(poor, product, units(50)), ErrorCode.INSUFFICIENT_BALANCE);
        assertThat(refusal.members())
                .containsEntry("asset", "ETH")
                .containsEntry("available", "40")
                .containsEntry("needed", "50");
        assertThat(refusal.detail()).endsWith("has 40 ETH available and needs 50");
    }

    @Test
    void a_stopped_product_is_refused_and_leaves_nothing() {
        world.book.run(new SwitchProduct(product, false, true));
        requireRefused(world.subscription(customer, product, units(100)), ErrorCode.PRODUCT_CLOSED);
    }

    @Test
    void another_asset_is_refused_and_leaves_nothing() {
        Subscribe asked = world.subscription(customer, product, units(100));
        Subscribe other = new Subscribe(
                customer,
                product,
                asked.kind(),
                asked.terms(),
                new Amount(USDT, units(100)),
                Wallet.SPOT,
                null,
                RequestEvidence.none(),
                asked.ids());
        requireRefused(other, ErrorCode.ASSET_MISMATCH);
    }

    @Test
    void an_unknown_customer_is_not_found() {
        requireRefused(
                world.subscription(new CustomerId(world.ids.next()), product, units(100)), ErrorCode.CUSTOMER_UNKNOWN);
    }

    @Test
    void terms_the_customer_did_not_agree_to_are_refused() {
        Subscribe asked = world.subscription(customer, product, units(100));
        world.book.run(new PublishTerms(product, 1, flexible("0.01")));
        requireRefused(withAgreement(asked, 1), ErrorCode.TERMS_CHANGED);
        requireRefused(asked, ErrorCode.STALE);
        world.subscribe(customer, product, 100);
    }

    @Test
    void principal_never_moves_inside_a_day_whose_run_has_started() {
        Product ahead = world.book
                .find(Product.class, product.value())
                .orElseThrow()
                .runStarted(java.time.LocalDate.parse("2026-03-01"));
        assertThat(ahead.earliestMove(World.START)).isEqualTo("2026-03-02T00:00:00Z");
        assertThat(ahead.earliestMove(World.START.plusSeconds(200_000))).isEqualTo(World.START.plusSeconds(200_000));
    }

    private static Subscribe withAgreement(Subscribe asked, int version) {
        return new Subscribe(
                asked.customer(),
                asked.product(),
                asked.kind(),
                asked.terms(),
                asked.amount(),
                asked.source(),
                version,
                asked.evidence(),
                asked.ids());
    }

    private LedgerException requireRefused(Subscribe asked, ErrorCode code) {
        Object before = world.book.state();
        LedgerException refusal = world.book.turnedDown(asked);
        assertThat(refusal.code()).isEqualTo(code);
        assertThat(world.book.state()).isEqualTo(before);
        assertThat(world.book.units(Wallet.SPOT.of(customer, ETH))).isGreaterThan(BigInteger.ZERO);
        return refusal;
    }
}
