package io.stakebook.system.fault;

import io.stakebook.system.Ledger.Customer;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;

/**
 * A write that a client means to bring about once.
 *
 * @param key idempotency key; begins with {@link #PREFIX}
 * @param token who asks
 * @param body the same bytes each time it is asked
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record Write(String key, Kind kind, Customer customer, BigDecimal amount, String token, String path, byte[] body) {

    static final String PREFIX = "fault-";
    private static final int SCALE = 18;

    /** What is written, and what it does to the customer's balances when it is accepted. */
    enum Kind {
        DEPOSIT(1, 1, 0, 0, 0),
        SUBSCRIBE(2, -1, 1, 0, 0),
        REDEEM(2, 1, -1, 0, 0),
        WITHDRAW(1, -1, 0, 1, 0),
        /** An entry by hand. */
        ENTER(1, 1, 0, 0, 0),
        RESERVE(1, 0, 0, 0, 1),
        /** Posts all that was reserved. */
        SETTLE(1, -1, 0, 0, -1),
        /** Gives all that was reserved back. */
        RELEASE(1, 0, 0, 0, -1);

        private final int entries;
        private final int wallet;
        private final int staked;
        private final int leaving;
        private final int held;

        Kind(int entries, int wallet, int staked, int leaving, int held) {
            this.entries = entries;
            this.wallet = wallet;
            this.staked = staked;
            this.leaving = leaving;
            this.held = held;
        }

        /** Journal entries an accepted one makes; each moves the amount. */
        int entries() {
            return entries;
        }

        /**
         * By how many amounts each thing of the customer grows: the spot wallet as posted, what is staked, what is on its way
         * out, and what is set aside of the wallet.
         */
        Map<String, Integer> effects() {
            return Map.of("wallet", wallet, "staked", staked, "leaving", leaving, "held", held);
        }
    }

    BigInteger units() {
        return amount.movePointRight(SCALE).toBigIntegerExact();
    }

    @Override
    public String toString() {
        return key + " " + kind + " " + amount + " of " + customer.id();
    }
}
