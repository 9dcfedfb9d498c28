package io.stakebook.core.money;

import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.error.Rejected;
import java.math.BigInteger;

/** A quantity of one asset in its smallest units, zero or more, at most 38 digits ({@code numeric(38,0)}). */
public record Amount(AssetCode asset, BigInteger units) {

    /** Largest number of units a column of the book can hold: 10^38 - 1. */
    public static final BigInteger MAX_UNITS = BigInteger.TEN.pow(38).subtract(BigInteger.ONE);

    public Amount {
        if (units.signum() < 0) {
            throw new Rejected(
                    ErrorCode.AMOUNT_NOT_POSITIVE, "an amount of " + asset + " cannot be negative: " + units);
        }
        if (units.compareTo(MAX_UNITS) > 0) {
            throw new Rejected(
                    ErrorCode.AMOUNT_TOO_LARGE, "an amount of " + asset + " has at most 38 digits of units: " + units);
        }
    }

    public boolean isZero() {
        return units.signum() == 0;
    }

    /** @throws Rejected {@code AMOUNT_NOT_POSITIVE} when the result would be below zero */
    public Amount minus(Amount other) {
        requireSameAsset(other);
        return new Amount(asset, units.subtract(other.units));
    }

    private void requireSameAsset(Amount other) {
        if (!asset.equals(other.asset)) {
            throw new IllegalArgumentException("amounts of " + asset + " and " + other.asset + " do not mix");
        }
    }
}
