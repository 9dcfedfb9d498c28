package io.stakebook.launcher.demo;

import java.math.BigInteger;
import java.util.Map;
import java.util.TreeMap;

/** What each customer must have in each wallet, kept by the demo itself from what it did. */
final class Purses {

    /** A customer's wallet, by the chart code of its account. */
    enum Wallet {
        SPOT(2010),
        FUNDING(2020);

        private final int code;

        Wallet(int code) {
            this.code = code;
        }

        String account(Coin coin, Cast.Person person) {
            return code + "." + coin.code() + "." + person.id();
        }
    }

    private final Map<String, BigInteger> units = new TreeMap<>();

    void add(Cast.Person person, Coin coin, Wallet wallet, BigInteger amount) {
        units.merge(wallet.account(coin, person), amount, BigInteger::add);
    }

    void take(Cast.Person person, Coin coin, Wallet wallet, BigInteger amount) {
        add(person, coin, wallet, amount.negate());
    }

    BigInteger of(Cast.Person person, Coin coin, Wallet wallet) {
        return units.getOrDefault(wallet.account(coin, person), BigInteger.ZERO);
    }

    /** Expected units by account name. */
    Map<String, BigInteger> all() {
        return Map.copyOf(units);
    }
}
