package io.stakebook.launcher.demo;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;

/**
 * An asset by code and number of decimals, and the two ways to write an amount of it.
 *
 * @param scale decimals of one coin
 */
record Coin(String code, int scale) {

    static final Coin ETH = new Coin("ETH", 18);
    static final Coin BTC = new Coin("BTC", 8);
    static final Coin SOL = new Coin("SOL", 9);
    static final Coin USDT = new Coin("USDT", 6);
    static final Coin DOT = new Coin("DOT", 10);

    private static final List<Coin> ALL = List.of(ETH, BTC, SOL, USDT, DOT);

    static Coin of(String code) {
        return ALL.stream()
                .filter(coin -> coin.code.equals(code))
                .findFirst()
                .orElseThrow(() -> new StepFailed("the demo holds no " + code));
    }

    /** Smallest units of a decimal string. */
    BigInteger units(String decimal) {
        try {
            return new BigDecimal(decimal).movePointRight(scale).toBigIntegerExact();
        } catch (ArithmeticException | NumberFormatException e) {
            throw new StepFailed("\"" + decimal + "\" is no amount of " + code + " with " + scale + " decimals", e);
        }
    }

    /** The decimal string of smallest units, without needless zeros. */
    String text(BigInteger units) {
        return units.signum() == 0
                ? "0"
                : new BigDecimal(units, scale).stripTrailingZeros().toPlainString();
    }
}
