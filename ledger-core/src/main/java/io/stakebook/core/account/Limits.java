package io.stakebook.core.account;

import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.error.Rejected;
import java.math.BigInteger;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Bounds of one account in units of its asset, on its normal side; null is no bound. Every bound counts reservations
 * (ADR 0008): the minimums bind posted less what is reserved out, the maximum of posted binds posted plus what is reserved in,
 * the maximum of available binds posted plus in less out. A bound refuses what moves an account towards it, payouts and
 * redemptions included; settling and releasing are never refused.
 *
 * @param version 0 before the first change, then rising by one
 */
public record Limits(
        long version,
        @Nullable BigInteger minPosted,
        @Nullable BigInteger maxPosted,
        @Nullable BigInteger minAvailable,
        @Nullable BigInteger maxAvailable) {

    public static final Limits NONE = new Limits(0, null, null, null, null);

    public Limits {
        requireOrder("posted", minPosted, maxPosted);
        requireOrder("available", minAvailable, maxAvailable);
    }

    private static void requireOrder(String balance, @Nullable BigInteger minimum, @Nullable BigInteger maximum) {
        if (minimum != null && maximum != null && minimum.compareTo(maximum) > 0) {
            throw new Rejected(
                    ErrorCode.LIMITS_CONTRADICT,
                    "the minimum of " + balance + ", " + minimum + ", is above its maximum, " + maximum,
                    Map.of("minimum", minimum.toString(), "maximum", maximum.toString()));
        }
    }

    /** The tightest lower bound of posted less what is reserved out; the chart's floor counts as zero. */
    public Optional<BigInteger> floor(ChartAccount chart) {
        BigInteger floor = chart.floored() ? BigInteger.ZERO : null;
        floor = higher(floor, minPosted);
        return Optional.ofNullable(higher(floor, minAvailable));
    }

    private static @Nullable BigInteger higher(@Nullable BigInteger one, @Nullable BigInteger other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.max(other);
    }
}
