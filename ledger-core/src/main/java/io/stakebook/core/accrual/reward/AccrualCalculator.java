package io.stakebook.core.accrual.reward;

import io.stakebook.core.id.PositionId;
import io.stakebook.core.product.terms.Apr;
import io.stakebook.core.product.terms.Tier;
import io.stakebook.core.product.terms.TierLadder;
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

    private AccrualCalculator() {}

    /** What a position earned: the customer's and the platform's share. */
    public record Shares(AccrualBasis base, AccrualBasis commission) {

        public static final Shares NONE = new Shares(AccrualBasis.nothing(), AccrualBasis.nothing());
    }

    /** A share in units and what is left below one unit. */
    public record Rounded(BigInteger units, BigInteger carry) {

        public static Rounded down(BigInteger numerator, BigInteger carryBefore) {
            BigInteger[] parts = numerator.add(carryBefore).divideAndRemainder(Apr.DENOMINATOR);
            return new Rounded(parts[0], parts[1]);
        }
    }

    /**
     * Computes the shares of every earner for {@code [start, end)}.
     *
     * @param earners positions of one customer in one product, oldest first
     */
    public static Map<PositionId, Shares> shares(List<Earner> earners, Instant start, Instant end) {
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
                List<AccrualBasis.Slice> base = slices(earner.base(), offset, principal);
                List<AccrualBasis.Slice> commission = slices(earner.commission(), offset, principal);
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
    private static List<AccrualBasis.Slice> slices(TierLadder ladder, BigInteger offset, BigInteger principal) {
        List<AccrualBasis.Slice> slices = new ArrayList<>();
        for (Tier tier : ladder.tiers()) {
            BigInteger units = tier.overlap(offset, principal);
            if (units.signum() > 0 && !tier.apr().isZero()) {
                slices.add(new AccrualBasis.Slice(units, tier.apr()));
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
