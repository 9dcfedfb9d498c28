package io.stakebook.core.position;

import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.error.Rejected;
import io.stakebook.core.money.Asset;
import io.stakebook.core.product.terms.Apr;
import io.stakebook.core.product.terms.EarlyRedemption;
import io.stakebook.core.product.terms.FixedTerms;
import io.stakebook.core.product.terms.Terms;
import java.math.BigInteger;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a redemption brings and costs at an instant, in units; the redemption itself is made from the same figures.
 *
 * @param principal comes back in full, always
 * @param remaining principal left in the position
 * @param early true when a fixed position is left before maturity
 * @param rewardPaid accrued reward paid along; a reward that is not at stake is paid by the day's run instead
 * @param rewardForfeited accrued reward given up: the penalty
 */
public record RedemptionQuote(
        BigInteger principal,
        BigInteger remaining,
        boolean early,
        BigInteger rewardPaid,
        BigInteger rewardForfeited,
        Instant at) {

    /**
     * @param terms the version the position was opened under
     * @param asset of the position, in which a refusal speaks
     * @param unitsOrNull how much principal to take, null for all of it
     * @throws Rejected {@code POSITION_CLOSED}, {@code REDEMPTION_ABOVE_PRINCIPAL}, {@code AMOUNT_NOT_POSITIVE}; for a
     *     fixed position also {@code PARTIAL_REDEMPTION_UNSUPPORTED} and {@code EARLY_REDEMPTION_FORBIDDEN}
     */
    public static RedemptionQuote of(
            Position position, Terms terms, Asset asset, @Nullable BigInteger unitsOrNull, Instant at) {
        BigInteger units = units(position, asset, unitsOrNull);
        BigInteger remaining = position.principal().subtract(units);
        if (!(terms instanceof FixedTerms fixed)) {
            return new RedemptionQuote(units, remaining, false, BigInteger.ZERO, BigInteger.ZERO, at);
        }
        if (remaining.signum() != 0) {
            throw otherThanHeld(
                    ErrorCode.PARTIAL_REDEMPTION_UNSUPPORTED,
                    "a fixed position is redeemed whole: ",
                    position,
                    asset,
                    units);
        }
        if (position.maturedBy(at)) {
            return new RedemptionQuote(units, remaining, false, BigInteger.ZERO, BigInteger.ZERO, at);
        }
        BigInteger kept = kept(position, fixed.earlyRedemption());
        return new RedemptionQuote(
                units, remaining, true, kept, position.rewardPayable().subtract(kept), at);
    }

    private static BigInteger units(Position position, Asset asset, @Nullable BigInteger unitsOrNull) {
        if (!position.active()) {
            throw new Rejected(
                    ErrorCode.POSITION_CLOSED,
                    "position " + position.id() + " was closed at " + position.closedAtOrNull(),
                    Map.of("positionId", position.id().toString()));
        }
        if (unitsOrNull == null) {
            return position.principal();
        }
        if (unitsOrNull.signum() <= 0) {
            throw new Rejected(
                    ErrorCode.AMOUNT_NOT_POSITIVE,
                    "a redemption takes out something, not " + asset.format(unitsOrNull) + " " + asset.code());
        }
        if (unitsOrNull.compareTo(position.principal()) > 0) {
            throw otherThanHeld(ErrorCode.REDEMPTION_ABOVE_PRINCIPAL, "", position, asset, unitsOrNull);
        }
        return unitsOrNull;
    }

    private static Rejected otherThanHeld(
            ErrorCode code, String rule, Position position, Asset asset, BigInteger asked) {
        String principal = asset.format(position.principal());
        return new Rejected(
                code,
                rule + "position " + position.id() + " holds " + principal + " " + asset.code() + ", "
                        + asset.format(asked) + " were asked",
                Map.of(
                        "asset", asset.code().value(),
                        "principal", principal,
                        "asked", asset.format(asked)));
    }

    /** The part of the accrued reward that the customer keeps when leaving early. */
    private static BigInteger kept(Position position, EarlyRedemption rule) {
        if (rule instanceof EarlyRedemption.Forbidden) {
            throw new Rejected(
                    ErrorCode.EARLY_REDEMPTION_FORBIDDEN,
                    "position " + position.id() + " cannot be redeemed before it matures at "
                            + position.maturesAtOrNull(),
                    Map.of("maturesAt", String.valueOf(position.maturesAtOrNull())));
        }
        if (rule instanceof EarlyRedemption.ReducedRate reduced) {
            long micros = Math.max(0, position.accrualFrom().until(position.accruedUntil(), ChronoUnit.MICROS));
            return reduced.apr()
                    .earned(position.principal(), micros)
                    .divide(Apr.DENOMINATOR)
                    .min(position.rewardPayable());
        }
        return BigInteger.ZERO;
    }
}
