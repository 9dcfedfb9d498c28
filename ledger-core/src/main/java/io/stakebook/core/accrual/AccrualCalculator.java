package io.stakebook.core.accrual;

import io.stakebook.core.id.PositionId;
import io.stakebook.core.product.Apr;
import io.stakebook.core.product.Tier;
import io.stakebook.core.product.TierLadder;
import java.math.BigInteger;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Exact reward arithmetic. Tiers are marginal slices filled by the positions of one customer in one product, oldest first,
 * anew for every stretch between two changes of principal. Nothing is rounded here but once, down to units, with the rest
 * carried.
 */
public final class AccrualCalculator {

    /** See {@link Apr#DENOMINATOR}. */
    public static final BigInteger DENOMINATOR = Apr.DENOMINATOR;

    private AccrualCalculator() {}

    /** What a position earned: the customer's and the platform's share. */
    record Shares(Basis base, Basis commission) {

        static final Shares NONE = new Shares(Basis.nothing(), Basis.nothing());
    }

    /** A share in units and what is left below one unit. */
    record Rounded(BigInteger units, BigInteger carry) {

        static Rounded down(BigInteger numerator, BigInteger carryBefore) {
            BigInteger[] parts = numerator.add(carryBefore).divideAndRemainder(DENOMINATOR);
            return new Rounded(parts[0], parts[1]);
        }
    }

    /**
     * Computes the shares of every earner for {@code [start, end)}.
     *
     * @param earners positions of one customer in one product, oldest first
     */
    static Map<PositionId, Shares> shares(List<Earner> earners, Instant start, Instant end) {
        Map<PositionId, Shares> shares = new LinkedHashMap<>();
        earners.forEach(earner -> shares.put(earner.position(), Shares.NONE));
        List<Instant> marks = marks(earners, start, end);
        for (int i = 1; i < marks.size(); i++) {
            addStretch(shares, earners, marks.get(i - 1), marks.get(i), start, end);
        }
        return shares;
    }

    private static void addStretch(
            Map<PositionId, Shares> shares, List<Earner> earners, Instant a, Instant b, Instant start, Instant end) {
        long from = start.until(a, ChronoUnit.MICROS);
        long to = start.until(b, ChronoUnit.MICROS);
        BigInteger offset = BigInteger.ZERO;
        for (Earner earner : earners) {
            if (earner.earnsThroughout(a, b)) {
                BigInteger principal = earner.principal(a, end);
                List<Basis.Slice> base = slices(earner.base(), offset, principal);
                List<Basis.Slice> commission = slices(earner.commission(), offset, principal);
                shares.computeIfPresent(
                        earner.position(),
                        (id, sum) -> new Shares(
                                sum.base().plus(from, to, base),
                                sum.commission().plus(from, to, commission)));
                offset = offset.add(principal);
            }
        }
    }

    /** The tiers that principal lying at {@code offset} falls into; those that pay nothing are left out. */
    private static List<Basis.Slice> slices(TierLadder ladder, BigInteger offset, BigInteger principal) {
        List<Basis.Slice> slices = new ArrayList<>();
        for (Tier tier : ladder.tiers()) {
            BigInteger units = tier.overlap(offset, principal);
            if (units.signum() > 0 && !tier.apr().isZero()) {
                slices.add(new Basis.Slice(units, tier.apr()));
            }
        }
        return slices;
    }

    /** Every instant at which some position's slices may change, with both ends. */
    private static List<Instant> marks(List<Earner> earners, Instant start, Instant end) {
        TreeSet<Instant> marks = new TreeSet<>(List.of(start, end));
        for (Earner earner : earners) {
            marks.add(earner.from());
            marks.add(earner.until());
            earner.history().changes().forEach(change -> marks.add(change.at()));
        }
        return List.copyOf(marks.subSet(start, true, end, true));
    }
}
