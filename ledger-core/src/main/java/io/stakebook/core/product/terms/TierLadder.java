package io.stakebook.core.product.terms;

import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.error.Rejected;
import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rate ladder of a product: slices without gap or overlap from zero up. Principal above a bounded last slice earns
 * nothing.
 */
public record TierLadder(List<Tier> tiers) {

    /** Tiers of a ladder. */
    public static final int MAX_TIERS = 20;

    public TierLadder {
        tiers = List.copyOf(tiers);
        if (tiers.isEmpty() || tiers.size() > MAX_TIERS) {
            throw new Rejected(
                    ErrorCode.TIERS_EMPTY, "a rate ladder has 1 to " + MAX_TIERS + " tiers, not " + tiers.size());
        }
        @Nullable BigInteger expected = BigInteger.ZERO;
        for (Tier tier : tiers) {
            if (!tier.from().equals(expected)) {
                throw new Rejected(
                        ErrorCode.TIERS_NOT_CONTIGUOUS,
                        expected == null
                                ? "a tier without an end must be the last; one from " + tier.from() + " follows it"
                                : "a tier must start at " + expected + " units, where the one before it ends, not at "
                                        + tier.from());
            }
            expected = tier.toOrNull();
        }
    }

    /** One rate for every unit. */
    public static TierLadder flat(Apr apr) {
        return new TierLadder(List.of(new Tier(BigInteger.ZERO, null, apr)));
    }

    /** The lowest rate on the ladder. */
    public Apr lowest() {
        return tiers.stream().map(Tier::apr).min(Apr::compareTo).orElseThrow();
    }
}
