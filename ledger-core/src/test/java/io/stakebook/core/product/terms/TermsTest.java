package io.stakebook.core.product.terms;

import static io.stakebook.core.fixture.World.earning;
import static io.stakebook.core.fixture.World.fixed;
import static io.stakebook.core.fixture.World.flexible;
import static io.stakebook.core.fixture.World.tier;
import static io.stakebook.core.fixture.World.units;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.error.LedgerException;
import io.stakebook.core.fixture.World;
import io.stakebook.core.id.ProductId;
import io.stakebook.core.product.CreateProduct;
import io.stakebook.core.product.PublishTerms;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TermsTest {

    private static final ProductId PRODUCT = new ProductId("eth-flexible");

    static Stream<Arguments> nonsense() {
        return Stream.of(
                refused(ErrorCode.TIERS_EMPTY, "1 to 20 tiers", () -> new TierLadder(List.of())),
                refused(
                        ErrorCode.TIERS_NOT_CONTIGUOUS,
                        "must start at 0",
                        () -> new TierLadder(List.of(tier(5, null, "0.1")))),
                refused(
                        ErrorCode.TIERS_NOT_CONTIGUOUS,
                        "must start at 10",
                        () -> new TierLadder(List.of(tier(0, 10L, "0.1"), tier(11, null, "0.05")))),
                refused(
                        ErrorCode.TIERS_NOT_CONTIGUOUS,
                        "must be the last",
                        () -> new TierLadder(List.of(tier(0, null, "0.1"), tier(10, null, "0.05")))),
                refused(ErrorCode.TIERS_NOT_CONTIGUOUS, "ends above", () -> tier(10, 10L, "0.1")),
                refused(ErrorCode.COMMISSION_INVALID, "10,000 basis points", () -> new Commission(10_001)),
                refused(ErrorCode.COMMISSION_INVALID, "from 0 to 1", () -> Commission.parse("1e-1")),
                refused(
                        ErrorCode.COMMISSION_INVALID,
                        "protocol's reward only",
                        () -> earning(
                                TierLadder.flat(Apr.parse("0.1")),
                                new Commission(1_000),
                                YieldSource.PROMO,
                                ValueDateRule.IMMEDIATE)),
                refused(
                        ErrorCode.COMMISSION_INVALID,
                        "cannot be split exactly",
                        () -> earning(
                                TierLadder.flat(Apr.parse("0.0123456789")),
                                new Commission(1_250),
                                YieldSource.PROTOCOL_STAKING,
                                ValueDateRule.IMMEDIATE)),
                refused(
                        ErrorCode.LIMITS_CONTRADICT,
                        "minimum must be above zero",
                        () -> new SubscriptionBounds(units(0), null, units(1), null, null)),
                refused(
                        ErrorCode.LIMITS_CONTRADICT,
                        "step must be above zero",
                        () -> new SubscriptionBounds(units(1), null, units(0), null, null)),
                refused(
                        ErrorCode.LIMITS_CONTRADICT,
                        "maximum of 4 units is below",
                        () -> new SubscriptionBounds(units(5), units(4), units(1), null, null)),
                refused(
                        ErrorCode.LIMITS_CONTRADICT,
                        "personal cap of 4 units is below",
                        () -> new SubscriptionBounds(units(5), null, units(1), units(4), null)),
                refused(
                        ErrorCode.LIMITS_CONTRADICT,
                        "capacity of 4 units is below",
                        () -> new SubscriptionBounds(units(5), null, units(1), null, units(4))),
                refused(
                        ErrorCode.LIMITS_CONTRADICT,
                        "never be subscribed",
                        () -> new SubscriptionBounds(units(5), null, units(2), null, null)),
                refused(
                        ErrorCode.TERM_INVALID,
                        "1 to 3660 days",
                        () -> fixed("0.1", 0, new EarlyRedemption.Forbidden())),
                refused(
                        ErrorCode.EARLY_RATE_TOO_HIGH,
                        "more than staying",
                        () -> fixed("0.1", 30, new EarlyRedemption.ReducedRate(Apr.parse("0.11")))),
                refused(
                        ErrorCode.SNAPSHOT_UNSUPPORTED,
                        "a minute before midnight",
                        () -> new FlexibleTerms(
                                flexible("0.1").earning(), SubscriptionBounds.open(), SnapshotRule.END_OF_DAY)));
    }

    private static Arguments refused(ErrorCode code, String sentence, ThrowingCallable call) {
        return arguments(code, sentence, call);
    }

    @ParameterizedTest
    @MethodSource("nonsense")
    void nonsense_is_refused_with_its_own_sentence(ErrorCode code, String sentence, ThrowingCallable call) {
        assertThatThrownBy(call)
                .hasMessageContaining(sentence)
                .isInstanceOfSatisfying(
                        LedgerException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    @Test
    void create_product_twice_is_refused() {
        World world = new World();
        world.product("eth-flexible", World.ETH, flexible("0.03"));
        assertThat(world.book
                        .turnedDown(new CreateProduct(PRODUCT, World.ETH, flexible("0.04")))
                        .code())
                .isEqualTo(ErrorCode.ALREADY_EXISTS);
    }

    @Test
    void publish_terms_over_a_version_not_seen_is_a_conflict() {
        World world = new World();
        world.product("eth-flexible", World.ETH, flexible("0.03"));
        world.book.run(new PublishTerms(PRODUCT, 1, flexible("0.04")));
        assertThat(world.book
                        .turnedDown(new PublishTerms(PRODUCT, 1, flexible("0.05")))
                        .code())
                .isEqualTo(ErrorCode.STALE);
        assertThat(world.reads.history(PRODUCT))
                .extracting(TermsVersion::version)
                .containsExactly(1, 2);
    }

    @Test
    void publish_terms_of_another_kind_is_refused() {
        World world = new World();
        world.product("eth-flexible", World.ETH, flexible("0.03"));
        assertThat(world.book
                        .turnedDown(new PublishTerms(PRODUCT, 1, fixed("0.1", 30, new EarlyRedemption.Forbidden())))
                        .code())
                .isEqualTo(ErrorCode.TERMS_KIND_MISMATCH);
    }

    @Test
    void publish_terms_of_an_unknown_product_is_not_found() {
        assertThat(new World()
                        .book
                        .turnedDown(new PublishTerms(PRODUCT, 1, flexible("0.05")))
                        .code())
                .isEqualTo(ErrorCode.PRODUCT_UNKNOWN);
    }
}
