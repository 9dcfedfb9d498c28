package io.stakebook.core.money;

import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.error.Rejected;
import io.stakebook.core.error.Shown;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;

/**
 * An asset the book can hold. The scale is the number of decimals of the smallest unit and never changes.
 *
 * @param scale decimals, 0 to 24 (18 for ether: one unit is one wei)
 */
public record Asset(AssetCode code, int scale, String name) {

    private static final int MAX_TEXT = 80;

    public Asset {
        if (scale < 0 || scale > 24) {
            throw new IllegalArgumentException("asset " + code + " needs a scale of 0 to 24, not " + scale);
        }
    }

    /**
     * Reads an amount from its wire form, a plain decimal string such as {@code "1.5"}: digits, optionally a point and
     * more digits; no sign, exponent, grouping or spaces.
     *
     * @throws Rejected {@code AMOUNT_MALFORMED}, {@code AMOUNT_TOO_PRECISE}, {@code AMOUNT_TOO_LARGE} or, for a leading
     *     minus sign or zero, {@code AMOUNT_NOT_POSITIVE}; no refusal shows more than {@value #MAX_TEXT} characters of the text
     */
    public Amount parsePositive(String text) {
        BigInteger units = parseSigned(text);
        if (units.signum() <= 0) {
            throw refuse(ErrorCode.AMOUNT_NOT_POSITIVE, text, "must be above zero");
        }
        return new Amount(code, units);
    }

    /**
     * Reads a balance or a bound: as {@link #parsePositive}, zero and a leading minus sign allowed.
     *
     * @return units, at most 38 digits
     */
    public BigInteger parseSigned(String text) {
        if (text.length() > MAX_TEXT) {
            throw refuse(ErrorCode.AMOUNT_TOO_LARGE, Shown.of(text, MAX_TEXT), "has at most 38 digits");
        }
        boolean negative = text.startsWith("-");
        String digits = negative ? text.substring(1) : text;
        if (!isPlainDecimal(digits)) {
            throw refuse(ErrorCode.AMOUNT_MALFORMED, text, "is digits with at most one decimal point, as a string");
        }
        int point = digits.indexOf('.');
        int decimals = point < 0 ? 0 : digits.length() - point - 1;
        if (decimals > scale) {
            throw refuse(
                    ErrorCode.AMOUNT_TOO_PRECISE, text, "has at most " + scale + " decimals, this has " + decimals);
        }
        BigInteger units = new BigDecimal(digits).movePointRight(scale).toBigIntegerExact();
        if (units.compareTo(Amount.MAX_UNITS) > 0) {
            throw refuse(ErrorCode.AMOUNT_TOO_LARGE, text, "has at most 38 digits in units of 10^-" + scale);
        }
        return negative ? units.negate() : units;
    }

    /** The wire form with every decimal of the scale shown, for example {@code "1.500000000000000000"}. */
    public String format(BigInteger units) {
        return new BigDecimal(units, scale).toPlainString();
    }

    /** The wire form of an amount of this asset, see {@link #format(BigInteger)}. */
    public String format(Amount amount) {
        if (!amount.asset().equals(code)) {
            throw new IllegalArgumentException("an amount of " + amount.asset() + " is not shown as " + code);
        }
        return format(amount.units());
    }

    private Rejected refuse(ErrorCode reason, String text, String rule) {
        return new Rejected(
                reason,
                "amount \"" + text + "\" of " + code + " " + rule,
                Map.of("asset", code.value(), "scale", Integer.toString(scale), "value", text));
    }

    private static boolean isPlainDecimal(String text) {
        int point = text.indexOf('.');
        String whole = point < 0 ? text : text.substring(0, point);
        String fraction = point < 0 ? "0" : text.substring(point + 1);
        return isDigits(whole) && isDigits(fraction);
    }

    private static boolean isDigits(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
