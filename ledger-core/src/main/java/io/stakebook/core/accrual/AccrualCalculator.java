package io.stakebook.core.accrual;

import java.math.BigInteger;

/** Exact reward arithmetic. */
public final class AccrualCalculator {

    /** 10^10 (rate decimals) × 365 (days of a year) × 86,400,000,000 (microseconds of a day). */
    public static final BigInteger DENOMINATOR =
            BigInteger.TEN.pow(10).multiply(BigInteger.valueOf(365)).multiply(BigInteger.valueOf(86_400_000_000L));

    private AccrualCalculator() {}
}
