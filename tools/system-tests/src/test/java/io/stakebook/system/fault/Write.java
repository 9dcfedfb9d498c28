package io.stakebook.system.fault;

import io.stakebook.system.Ledger.Customer;
import java.math.BigDecimal;
import java.math.BigInteger;

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
        DEPOSIT(1, 1, 0, 0),
        SUBSCRIBE(2, -1, 1, 0),
        REDEEM(2, 1, -1, 0),
        WITHDRAW(1, -1, 0, 1);

        private final int entries;
        private final int wallet;
        private final int staked;
        private final int leaving;

        Kind(int entries, int wallet, int staked, int leaving) {
            this.entries = entries;
            this.wallet = wallet;
            this.staked = staked;
            this.leaving = leaving;
        }

        /** Journal entries an accepted one makes; each moves the amount. */
        int entries() {
            return entries;
        }

        /** By how many amounts the spot wallet grows. */
        int wallet() {
            return wallet;
        }

        /** By how many amounts what is staked grows. */
        int staked() {
            return staked;
        }

        /** By how many amounts what is on its way out grows. */
        int leaving() {
            return leaving;
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
