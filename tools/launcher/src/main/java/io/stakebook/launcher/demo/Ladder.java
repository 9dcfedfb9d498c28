package io.stakebook.launcher.demo;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Marginal rates as the demo published them, in smallest units. */
record Ladder(List<Step> steps) {

    /** Rates are counted in 10^-10. */
    private static final int RATE_DECIMALS = 10;

    /** @param toOrNull first unit above the step, null for the last */
    record Step(BigInteger from, @Nullable BigInteger toOrNull, BigInteger rate) {}

    static Ladder flat(String apr) {
        return new Ladder(List.of(new Step(BigInteger.ZERO, null, rate(apr))));
    }

    /** The first {@code units} earn {@code apr}, all above {@code aprAbove}. */
    static Ladder twoSteps(BigInteger units, String apr, String aprAbove) {
        return new Ladder(List.of(new Step(BigInteger.ZERO, units, rate(apr)), new Step(units, null, rate(aprAbove))));
    }

    private static BigInteger rate(String apr) {
        return new BigDecimal(apr).movePointRight(RATE_DECIMALS).toBigIntegerExact();
    }

    /** Each rate times {@code share} of 10,000. */
    Ladder part(int share) {
        List<Step> parts = new ArrayList<>();
        for (Step step : steps) {
            BigInteger[] part =
                    step.rate().multiply(BigInteger.valueOf(share)).divideAndRemainder(BigInteger.valueOf(10_000));
            StepFailed.require(part[1].signum() == 0, "the rate " + step.rate() + " splits exactly by " + share);
            parts.add(new Step(step.from(), step.toOrNull(), part[0]));
        }
        return new Ladder(parts);
    }

    /** Σ units × rate of the range {@code [offset, offset + length)}. */
    BigInteger weigh(BigInteger offset, BigInteger length) {
        BigInteger end = offset.add(length);
        BigInteger sum = BigInteger.ZERO;
        for (Step step : steps) {
            BigInteger low = offset.max(step.from());
            BigInteger high = step.toOrNull() == null ? end : end.min(step.toOrNull());
            if (high.compareTo(low) > 0) {
                sum = sum.add(high.subtract(low).multiply(step.rate()));
            }
        }
        return sum;
    }
}
