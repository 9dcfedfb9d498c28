package io.stakebook.core.product.terms;

import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.error.Rejected;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * One marginal slice of a rate ladder: only the principal between {@code from} and {@code to} earns its rate.
 *
 * @param from first unit of the slice, counted from zero
 * @param toOrNull first unit after the slice; null when the slice has no end
 * @param apr gross rate, before any commission
 */
public record Tier(BigInteger from, @Nullable BigInteger toOrNull, Apr apr) {

    public Tier {
        if (from.signum() < 0 || (toOrNull != null && toOrNull.compareTo(from) <= 0)) {
            throw new Rejected(
                    ErrorCode.TIERS_NOT_CONTIGUOUS,
                    "a tier ends above where it starts: from " + from + " to " + toOrNull + " units");
        }
    }

    /** The part of the principal range {@code [offset, offset + length)} that lies in this slice, in units. */
    public BigInteger overlap(BigInteger offset, BigInteger length) {
        BigInteger end = offset.add(length);
        BigInteger low = offset.max(from);
        BigInteger high = toOrNull == null ? end : end.min(toOrNull);
        return high.subtract(low).max(BigInteger.ZERO);
    }
}
