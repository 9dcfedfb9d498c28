package io.stakebook.persistence.product;

import io.stakebook.core.account.Wallet;
import io.stakebook.core.id.ProductId;
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
import io.stakebook.core.product.terms.TermsVersion;
import io.stakebook.core.product.terms.Tier;
import io.stakebook.core.product.terms.TierLadder;
import io.stakebook.core.product.terms.ValueDateRule;
import io.stakebook.core.product.terms.YieldSource;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Terms as the columns of {@code product_terms}, for writing by JDBC and reading by JPA. */
record TermsColumns(
        String product,
        int version,
        Instant publishedAt,
        String kind,
        String tiers,
        int commission,
        String yieldSource,
        String valueDateRule,
        String payoutAccount,
        BigInteger minimum,
        @Nullable BigInteger maximum,
        BigInteger step,
        @Nullable BigInteger personalCap,
        @Nullable BigInteger capacity,
        String snapshot,
        @Nullable Integer termDays,
        @Nullable String earlyRule,
        @Nullable BigInteger earlyApr) {

    private static final String FORBIDDEN = "FORBIDDEN";
    private static final String FORFEIT = "FORFEIT_REWARDS";
    private static final String REDUCED = "REDUCED_RATE";

    static TermsColumns of(TermsVersion published) {
        Terms terms = published.terms();
        Earning earning = terms.earning();
        SubscriptionBounds limits = terms.limits();
        @Nullable FixedTerms fixed = terms instanceof FixedTerms f ? f : null;
        return new TermsColumns(
                published.product().value(),
                published.version(),
                published.publishedAt(),
                terms.kind().name(),
                earning.ladder().tiers().stream().map(TermsColumns::text).collect(Collectors.joining(";")),
                earning.commission().basisPoints(),
                earning.yieldSource().name(),
                earning.valueDateRule().name(),
                earning.payoutAccount().name(),
                limits.minimum(),
                limits.maximumOrNull(),
                limits.step(),
                limits.personalCapOrNull(),
                limits.capacityOrNull(),
                terms.snapshot().name(),
                fixed == null ? null : fixed.termDays(),
                fixed == null ? null : rule(fixed.earlyRedemption()),
                fixed != null && fixed.earlyRedemption() instanceof EarlyRedemption.ReducedRate reduced
                        ? reduced.apr().numerator()
                        : null);
    }

    private static String text(Tier tier) {
        return tier.from() + "-"
                + (tier.toOrNull() == null ? "" : tier.toOrNull().toString()) + ":"
                + tier.apr().numerator();
    }

    private static String rule(EarlyRedemption early) {
        if (early instanceof EarlyRedemption.Forbidden) {
            return FORBIDDEN;
        }
        return early instanceof EarlyRedemption.ForfeitRewards ? FORFEIT : REDUCED;
    }

    TermsVersion toDomain() {
        Earning earning = new Earning(
                new TierLadder(Arrays.stream(tiers.split(";", -1))
                        .map(TermsColumns::tier)
                        .toList()),
                new Commission(commission),
                YieldSource.valueOf(yieldSource),
                ValueDateRule.valueOf(valueDateRule),
                Wallet.valueOf(payoutAccount));
        SubscriptionBounds limits = new SubscriptionBounds(minimum, maximum, step, personalCap, capacity);
        Terms terms = switch (ProductKind.valueOf(kind)) {
            case FLEXIBLE -> new FlexibleTerms(earning, limits, SnapshotRule.valueOf(snapshot));
            case FIXED -> new FixedTerms(earning, limits, days(), early());
        };
        return new TermsVersion(new ProductId(product), version, publishedAt, terms);
    }

    private static Tier tier(String text) {
        int dash = text.indexOf('-');
        int colon = text.indexOf(':');
        String to = text.substring(dash + 1, colon);
        return new Tier(
                new BigInteger(text.substring(0, dash)),
                to.isEmpty() ? null : new BigInteger(to),
                new Apr(new BigInteger(text.substring(colon + 1))));
    }

    private int days() {
        if (termDays == null) {
            throw new IllegalStateException("fixed terms " + product + "/" + version + " have no term");
        }
        return termDays;
    }

    private EarlyRedemption early() {
        if (FORBIDDEN.equals(earlyRule)) {
            return new EarlyRedemption.Forbidden();
        }
        if (FORFEIT.equals(earlyRule)) {
            return new EarlyRedemption.ForfeitRewards();
        }
        if (REDUCED.equals(earlyRule) && earlyApr != null) {
            return new EarlyRedemption.ReducedRate(new Apr(earlyApr));
        }
        throw new IllegalStateException(
                "terms " + product + "/" + version + " have the unknown early rule " + earlyRule + " at " + earlyApr);
    }
}
