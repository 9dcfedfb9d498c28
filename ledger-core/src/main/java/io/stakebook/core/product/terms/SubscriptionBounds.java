package io.stakebook.core.product.terms;

import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.error.Rejected;
import io.stakebook.core.money.Amount;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * How much can be subscribed, in units of the product's asset; null means no bound.
 *
 * @param minimum smallest subscription, above zero
 * @param maximumOrNull largest single subscription
 * @param step every subscription is a multiple of it, above zero
 * @param personalCapOrNull most principal one customer may hold in the product
 * @param capacityOrNull most principal the product takes from all customers
 */
public record SubscriptionBounds(
        BigInteger minimum,
        @Nullable BigInteger maximumOrNull,
        BigInteger step,
        @Nullable BigInteger personalCapOrNull,
        @Nullable BigInteger capacityOrNull) {

    public SubscriptionBounds {
        requirePositive("minimum", minimum);
        requirePositive("step", step);
        requireNotBelowMinimum("maximum", maximumOrNull, minimum);
        requireNotBelowMinimum("personal cap", personalCapOrNull, minimum);
        requireNotBelowMinimum("capacity", capacityOrNull, minimum);
        if (minimum.mod(step).signum() != 0) {
            throw contradict("the minimum of " + minimum + " units is not a multiple of the step of " + step
                    + ", so it could never be subscribed");
        }
    }

    /** Any amount from the smallest unit up. */
    public static SubscriptionBounds open() {
        return new SubscriptionBounds(BigInteger.ONE, null, BigInteger.ONE, null, null);
    }

    private static void requirePositive(String what, BigInteger units) {
        if (units.signum() <= 0) {
            throw contradict("the " + what + " must be above zero, not " + units + " units");
        }
        requireFits(what, units);
    }

    private static void requireNotBelowMinimum(String what, @Nullable BigInteger units, BigInteger minimum) {
        if (units == null) {
            return;
        }
        if (units.compareTo(minimum) < 0) {
            throw contradict("the " + what + " of " + units + " units is below the minimum of " + minimum);
        }
        requireFits(what, units);
    }

    private static void requireFits(String what, BigInteger units) {
        if (units.compareTo(Amount.MAX_UNITS) > 0) {
            throw contradict("the " + what + " has at most 38 digits of units: " + units);
        }
    }

    private static Rejected contradict(String detail) {
        return new Rejected(ErrorCode.LIMITS_CONTRADICT, detail);
    }
}
