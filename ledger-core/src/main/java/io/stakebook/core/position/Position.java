package io.stakebook.core.position;

import io.stakebook.core.id.PositionId;
import java.math.BigInteger;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One subscription. All amounts are units of the product's asset; all times UTC with microseconds.
 *
 * @param termsVersion the version subscribed under; a fixed position keeps it to the end
 * @param subscribed units at the start
 * @param principal units now; zero exactly when the position is not active
 * @param accrualFrom when it starts to earn
 * @param maturesAtOrNull end of the term; null for a flexible position
 * @param accruedUntil everything earned before it has been accrued
 * @param baseCarry numerator of the customer's reward not yet a whole unit, below
 *     {@code Apr.DENOMINATOR}
 * @param commissionCarry the same for the commission
 * @param rewardAccrued units accrued so far
 * @param rewardPaid units of it paid out
 * @param rewardForfeited units of it given up
 * @param settled true when nothing more will be accrued or paid
 */
public record Position(
        PositionId id,
        int termsVersion,
        BigInteger subscribed,
        BigInteger principal,
        PositionState state,
        Instant openedAt,
        Instant accrualFrom,
        @Nullable Instant maturesAtOrNull,
        Instant accruedUntil,
        BigInteger baseCarry,
        BigInteger commissionCarry,
        BigInteger rewardAccrued,
        BigInteger rewardPaid,
        BigInteger rewardForfeited,
        @Nullable Instant closedAtOrNull,
        boolean settled) {

    public Position {
        if (principal.signum() < 0 || (principal.signum() == 0) == (state == PositionState.ACTIVE)) {
            throw new IllegalArgumentException(
                    "position " + id + " is " + state + " and cannot have a principal of " + principal);
        }
        if ((closedAtOrNull == null) != (state == PositionState.ACTIVE)) {
            throw new IllegalArgumentException("position " + id + " is " + state + " and closed at " + closedAtOrNull);
        }
        if (rewardAccrued.subtract(rewardPaid).subtract(rewardForfeited).signum() < 0) {
            throw new IllegalArgumentException("position " + id + " paid " + rewardPaid + " and forfeited "
                    + rewardForfeited + " of " + rewardAccrued + " accrued");
        }
        if (settled && state == PositionState.ACTIVE) {
            throw new IllegalArgumentException("position " + id + " is active and cannot be settled");
        }
    }

    static Position opened(
            PositionId id,
            int termsVersion,
            BigInteger units,
            Instant openedAt,
            Instant accrualFrom,
            @Nullable Instant maturesAtOrNull) {
        return new Position(
                id,
                termsVersion,
                units,
                units,
                PositionState.ACTIVE,
                openedAt,
                accrualFrom,
                maturesAtOrNull,
                accrualFrom,
                BigInteger.ZERO,
                BigInteger.ZERO,
                BigInteger.ZERO,
                BigInteger.ZERO,
                BigInteger.ZERO,
                null,
                false);
    }

    /** Units accrued and neither paid nor given up; equals the balance of the position's reward account. */
    public BigInteger rewardPayable() {
        return rewardAccrued.subtract(rewardPaid).subtract(rewardForfeited);
    }

    public boolean active() {
        return state == PositionState.ACTIVE;
    }

    public boolean maturedBy(Instant instant) {
        return maturesAtOrNull != null && !instant.isBefore(maturesAtOrNull);
    }

    /** Less principal; closed in {@code whenEmpty} when nothing is left. */
    Position withdrawn(BigInteger units, Instant at, PositionState whenEmpty) {
        BigInteger left = principal.subtract(units);
        boolean empty = left.signum() == 0;
        return new Position(
                id,
                termsVersion,
                subscribed,
                left,
                empty ? whenEmpty : state,
                openedAt,
                accrualFrom,
                maturesAtOrNull,
                accruedUntil,
                baseCarry,
                commissionCarry,
                rewardAccrued,
                rewardPaid,
                rewardForfeited,
                empty ? at : closedAtOrNull,
                settled);
    }

    /** The position at maturity: all principal back, nothing more to come. */
    public Position matured(Instant at) {
        return active() ? withdrawn(principal, at, PositionState.MATURED).asSettled() : asSettled();
    }

    /** The position after its reward up to {@code until} was accrued. */
    public Position accrued(Instant until, BigInteger units, BigInteger newBaseCarry, BigInteger newCommissionCarry) {
        return rewarded(until, newBaseCarry, newCommissionCarry, rewardAccrued.add(units), rewardPaid, rewardForfeited);
    }

    public Position paid(BigInteger units) {
        return rewarded(
                accruedUntil, baseCarry, commissionCarry, rewardAccrued, rewardPaid.add(units), rewardForfeited);
    }

    Position forfeited(BigInteger units) {
        return rewarded(
                accruedUntil, baseCarry, commissionCarry, rewardAccrued, rewardPaid, rewardForfeited.add(units));
    }

    public Position asSettled() {
        return new Position(
                id,
                termsVersion,
                subscribed,
                principal,
                state,
                openedAt,
                accrualFrom,
                maturesAtOrNull,
                accruedUntil,
                baseCarry,
                commissionCarry,
                rewardAccrued,
                rewardPaid,
                rewardForfeited,
                closedAtOrNull,
                true);
    }

    private Position rewarded(
            Instant until,
            BigInteger newBaseCarry,
            BigInteger newCommissionCarry,
            BigInteger accrued,
            BigInteger paid,
            BigInteger forfeited) {
        return new Position(
                id,
                termsVersion,
                subscribed,
                principal,
                state,
                openedAt,
                accrualFrom,
                maturesAtOrNull,
                until,
                newBaseCarry,
                newCommissionCarry,
                accrued,
                paid,
                forfeited,
                closedAtOrNull,
                settled);
    }
}
