package io.stakebook.core.product.terms;

import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.error.Rejected;
import io.stakebook.core.error.Shown;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;

/**
 * A yearly rate without compounding, exact: {@code numerator / 10^10}. 0.032 (3.2 % a year) is 320,000,000.
 *
 * @param numerator zero to 100 × 10^10, that is 0 to 10,000 % a year
 */
public record Apr(BigInteger numerator) implements Comparable<Apr> {

    /** Decimals a rate may have. */
    public static final int DECIMALS = 10;

    /** 10^10, what the numerator is counted in. */
    public static final BigInteger SCALE = BigInteger.TEN.pow(DECIMALS);

    /**
     * What exact rewards are counted in: 10^10 (rate decimals) × 365 (days of a year) × 86,400,000,000 (microseconds of a
     * day). One unit of an asset is this many.
     */
    public static final BigInteger DENOMINATOR =
            SCALE.multiply(BigInteger.valueOf(365)).multiply(BigInteger.valueOf(86_400_000_000L));

    private static final BigInteger MAX = SCALE.multiply(BigInteger.valueOf(100));
    private static final int MAX_TEXT = 40;

    public Apr {
        if (numerator.signum() < 0 || numerator.compareTo(MAX) > 0) {
            throw new Rejected(
                    ErrorCode.APR_OUT_OF_RANGE,
                    "a rate is 0 to 100 (10,000 % a year), not " + new BigDecimal(numerator, DECIMALS).toPlainString(),
                    Map.of("field", "apr"));
        }
    }

    /**
     * Reads a decimal fraction such as {@code "0.032"}: digits, optionally a point and up to 10 more digits.
     *
     * @throws Rejected {@code APR_MALFORMED}, {@code APR_TOO_PRECISE} or {@code APR_OUT_OF_RANGE}
     */
    public static Apr parse(String text) {
        if (text.length() > MAX_TEXT || !text.matches("[0-9]+(\\.[0-9]+)?")) {
            throw new Rejected(
                    ErrorCode.APR_MALFORMED,
                    "a rate is a decimal fraction as a string, such as \"0.032\" for 3.2 %, not \""
                            + Shown.of(text, MAX_TEXT) + "\"",
                    Map.of("field", "apr"));
        }
        int point = text.indexOf('.');
        int decimals = point < 0 ? 0 : text.length() - point - 1;
        if (decimals > DECIMALS) {
            throw new Rejected(
                    ErrorCode.APR_TOO_PRECISE,
                    "a rate has at most " + DECIMALS + " decimals, \"" + text + "\" has " + decimals,
                    Map.of("field", "apr", "value", text));
        }
        return new Apr(new BigDecimal(text).movePointRight(DECIMALS).toBigIntegerExact());
    }

    /** What {@code units} earn in {@code micros} microseconds, exactly, as a numerator over {@link #DENOMINATOR}. */
    public BigInteger earned(BigInteger units, long micros) {
        return units.multiply(numerator).multiply(BigInteger.valueOf(micros));
    }

    public boolean isZero() {
        return numerator.signum() == 0;
    }

    @Override
    public int compareTo(Apr other) {
        return numerator.compareTo(other.numerator);
    }

    /** The shortest decimal form, for example {@code 0.032}. */
    @Override
    public String toString() {
        return numerator.signum() == 0
                ? "0"
                : new BigDecimal(numerator, DECIMALS).stripTrailingZeros().toPlainString();
    }
}
