package io.stakebook.core.product.terms;

import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.error.Rejected;
import io.stakebook.core.error.Shown;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;

/**
 * The platform's share of a protocol reward, taken before the customer's.
 *
 * @param basisPoints 0 to 10,000; 1,000 is 10 %
 */
public record Commission(int basisPoints) {

    public static final Commission NONE = new Commission(0);

    private static final int WHOLE = 10_000;
    private static final int DECIMALS = 4;

    public Commission {
        if (basisPoints < 0 || basisPoints > WHOLE) {
            throw new Rejected(
                    ErrorCode.COMMISSION_INVALID,
                    "a commission is 0 to 10,000 basis points, not " + basisPoints,
                    Map.of("field", "commissionRate"));
        }
    }

    /**
     * Reads a decimal fraction with at most four decimals such as {@code "0.1"}.
     *
     * @throws Rejected {@code COMMISSION_INVALID}
     */
    public static Commission parse(String text) {
        if (!text.matches("[01](\\.[0-9]{1,4})?")) {
            throw new Rejected(
                    ErrorCode.COMMISSION_INVALID,
                    "a commission is a decimal fraction from 0 to 1 with at most four decimals, as a string, not \""
                            + Shown.of(text, 20) + "\"",
                    Map.of("field", "commissionRate"));
        }
        return new Commission(new BigDecimal(text)
                .movePointRight(DECIMALS)
                .toBigIntegerExact()
                .intValueExact());
    }

    public boolean isZero() {
        return basisPoints == 0;
    }

    /**
     * The part of a gross rate that the platform keeps.
     *
     * @throws Rejected {@code COMMISSION_INVALID} when that part is not exact to 10 decimals: an inexact split would lose
     *     or create a reward
     */
    public Apr of(Apr gross) {
        BigInteger[] share = gross.numerator()
                .multiply(BigInteger.valueOf(basisPoints))
                .divideAndRemainder(BigInteger.valueOf(WHOLE));
        if (share[1].signum() != 0) {
            throw new Rejected(
                    ErrorCode.COMMISSION_INVALID,
                    "a commission of " + this + " on a rate of " + gross
                            + " cannot be split exactly to 10 decimals; use a rate with fewer decimals",
                    Map.of("field", "commissionRate"));
        }
        return new Apr(share[0]);
    }

    /** The decimal fraction in its shortest form, for example {@code 0.1}. */
    @Override
    public String toString() {
        return basisPoints == 0
                ? "0"
                : new BigDecimal(BigInteger.valueOf(basisPoints), DECIMALS)
                        .stripTrailingZeros()
                        .toPlainString();
    }
}
