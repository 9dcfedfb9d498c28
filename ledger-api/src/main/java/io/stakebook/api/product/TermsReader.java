package io.stakebook.api.product;

import io.stakebook.api.http.body.BodyReader;
import io.stakebook.api.http.body.Field;
import io.stakebook.core.account.Wallet;
import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.error.Rejected;
import io.stakebook.core.money.Amount;
import io.stakebook.core.money.Asset;
import io.stakebook.core.product.terms.Apr;
import io.stakebook.core.product.terms.Commission;
import io.stakebook.core.product.terms.EarlyRedemption;
import io.stakebook.core.product.terms.Earning;
import io.stakebook.core.product.terms.FixedTerms;
import io.stakebook.core.product.terms.FlexibleTerms;
import io.stakebook.core.product.terms.ProductKind;
import io.stakebook.core.product.terms.SnapshotRule;
import io.stakebook.core.product.terms.SubscriptionBounds;
import io.stakebook.core.product.terms.Terms;
import io.stakebook.core.product.terms.Tier;
import io.stakebook.core.product.terms.TierLadder;
import io.stakebook.core.product.terms.ValueDateRule;
import io.stakebook.core.product.terms.YieldSource;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the terms of a product; amounts in them are decimals of the product's asset. */
final class TermsReader {

    private enum EarlyRule {
        FORBIDDEN,
        FORFEIT_REWARDS,
        REDUCED_RATE
    }

    private final Asset asset;
    private final Apr ceiling;

    /** @param ceiling the house's: a rate above it is a slip or worth a change of the configuration */
    TermsReader(Asset asset, Apr ceiling) {
        this.asset = asset;
        this.ceiling = ceiling;
    }

    Terms read(BodyReader in) {
        Field<ProductKind> kind = in.oneOf("kind", ProductKind.class);
        Field<List<Tier>> tiers = in.objects("tiers", TierLadder.MAX_TIERS, this::tier);
        Field<Optional<Commission>> commission = in.optionalParsed("commissionRate", Commission::parse);
        Field<YieldSource> source = in.oneOf("yieldSource", YieldSource.class);
        Field<ValueDateRule> valueDate = in.oneOf("valueDateRule", ValueDateRule.class);
        Field<Wallet> payout = in.oneOf("payoutAccount", Wallet.class);
        Field<Optional<SubscriptionBounds>> limits = in.optionalObject("limits", this::limits);
        // Members of the other kind stay unasked for, and so are refused as unknown.
        boolean fixed = kind.get() == ProductKind.FIXED;
        Field<Long> days = fixed ? in.number("termDays", 1, FixedTerms.MAX_DAYS) : in.absent(0L);
        Field<EarlyRedemption> early =
                fixed ? in.object("earlyRedemption", this::early) : in.absent(new EarlyRedemption.Forbidden());
        Field<Optional<SnapshotRule>> snapshot =
                fixed ? in.absent(Optional.empty()) : in.optionalOneOf("snapshot", SnapshotRule.class);
        requireContiguous(in, tiers.get());
        return in.built(() -> {
            Earning earning = new Earning(
                    new TierLadder(tiers.get()),
                    commission.get().orElse(Commission.NONE),
                    source.get(),
                    valueDate.get(),
                    payout.get());
            SubscriptionBounds bounds = limits.get().orElseGet(SubscriptionBounds::open);
            return fixed
                    ? new FixedTerms(earning, bounds, Math.toIntExact(days.get()), early.get())
                    : new FlexibleTerms(earning, bounds, snapshot.get().orElse(SnapshotRule.TIME_WEIGHTED));
        });
    }

    /** The ladder would refuse itself, but knows neither the scale of the asset nor where the tier stands. */
    private void requireContiguous(BodyReader in, List<Tier> tiers) {
        @Nullable BigInteger expected = BigInteger.ZERO;
        for (int i = 0; i < tiers.size(); i++) {
            BigInteger from = tiers.get(i).from();
            if (expected == null) {
                throw in.refused(
                        "tiers/" + i + "/from",
                        ErrorCode.TIERS_NOT_CONTIGUOUS,
                        "a tier without an end is the last; one from " + asset.format(from) + " follows it");
            }
            if (!from.equals(expected)) {
                throw in.refused(
                        "tiers/" + i + "/from",
                        ErrorCode.TIERS_NOT_CONTIGUOUS,
                        "a tier starts at " + asset.format(expected) + ", where the one before it ends, not at "
                                + asset.format(from));
            }
            expected = tiers.get(i).toOrNull();
        }
    }

    private Tier tier(BodyReader in) {
        Field<BigInteger> from = in.parsed("from", this::unitsOrZero);
        Field<Optional<BigInteger>> to = in.optionalParsed("to", this::unitsOrZero);
        Field<Apr> apr = in.parsed("apr", this::rate);
        return in.built(() -> new Tier(from.get(), to.get().orElse(null), apr.get()));
    }

    private SubscriptionBounds limits(BodyReader in) {
        Field<Optional<Amount>> minimum = in.optionalAmount("minimum", asset);
        Field<Optional<Amount>> maximum = in.optionalAmount("maximum", asset);
        Field<Optional<Amount>> step = in.optionalAmount("step", asset);
        Field<Optional<Amount>> personalCap = in.optionalAmount("personalCap", asset);
        Field<Optional<Amount>> capacity = in.optionalAmount("capacity", asset);
        BigInteger least = minimum.get().map(Amount::units).orElse(BigInteger.ONE);
        requireNotBelow(in, least, "maximum", maximum.get());
        requireNotBelow(in, least, "personalCap", personalCap.get());
        requireNotBelow(in, least, "capacity", capacity.get());
        requireMultiple(in, least, step.get());
        return in.built(() -> new SubscriptionBounds(
                least,
                maximum.get().map(Amount::units).orElse(null),
                step.get().map(Amount::units).orElse(BigInteger.ONE),
                personalCap.get().map(Amount::units).orElse(null),
                capacity.get().map(Amount::units).orElse(null)));
    }

    /** The bounds would refuse themselves, as the ladder would: without decimals and the member. */
    private void requireNotBelow(BodyReader in, BigInteger least, String bound, Optional<Amount> value) {
        value.filter(amount -> amount.units().compareTo(least) < 0).ifPresent(amount -> {
            throw in.refused(
                    bound,
                    ErrorCode.LIMITS_CONTRADICT,
                    "is not below the minimum of " + asset.format(least) + " " + asset.code() + ", as "
                            + asset.format(amount) + " is");
        });
    }

    private void requireMultiple(BodyReader in, BigInteger least, Optional<Amount> step) {
        step.filter(amount -> least.mod(amount.units()).signum() != 0).ifPresent(amount -> {
            throw in.refused(
                    "minimum",
                    ErrorCode.LIMITS_CONTRADICT,
                    "is a multiple of the step of " + asset.format(amount) + " " + asset.code()
                            + ", or it could never be subscribed; " + asset.format(least) + " is none");
        });
    }

    private EarlyRedemption early(BodyReader in) {
        Field<EarlyRule> rule = in.oneOf("rule", EarlyRule.class);
        return switch (rule.get()) {
            case FORBIDDEN -> new EarlyRedemption.Forbidden();
            case FORFEIT_REWARDS -> new EarlyRedemption.ForfeitRewards();
            case REDUCED_RATE ->
                new EarlyRedemption.ReducedRate(in.parsed("apr", this::rate).get());
        };
    }

    private Apr rate(String text) {
        Apr apr = Apr.parse(text);
        if (apr.compareTo(ceiling) > 0) {
            throw new Rejected(
                    ErrorCode.APR_OUT_OF_RANGE,
                    "a rate is at most " + ceiling
                            + " here, a fraction of 1 a year (stakebook.product.apr-ceiling), not " + apr,
                    Map.of("field", "apr", "rule", "at most " + ceiling, "value", apr.toString()));
        }
        return apr;
    }

    /** Zero is where the first tier starts; everything else is an amount like any other. */
    private BigInteger unitsOrZero(String text) {
        return text.matches("0(\\.0*)?")
                ? BigInteger.ZERO
                : asset.parsePositive(text).units();
    }
}
