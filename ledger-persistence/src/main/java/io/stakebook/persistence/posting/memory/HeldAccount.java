package io.stakebook.persistence.posting.memory;

import io.stakebook.persistence.posting.batch.AccountAtWork;

/** One account in memory. Whoever keeps it in a list beside the map sees where it stands without a look-up. One thread only. */
final class HeldAccount {

    private AccountAtWork state;
    private boolean used;
    private boolean forgotten;

    /** @param state of an account with a number */
    HeldAccount(AccountAtWork state) {
        this.state = state;
    }

    long number() {
        return state.id();
    }

    AccountAtWork state() {
        return state;
    }

    /** Where a batch finds the account that it did not have to read. */
    AccountAtWork use() {
        used = true;
        return state;
    }

    /** True when it was used since this was asked last. */
    boolean wasUsed() {
        boolean since = used;
        used = false;
        return since;
    }

    void moveTo(AccountAtWork next) {
        state = next;
    }

    /** Memory does not answer for it any more. */
    void forget() {
        forgotten = true;
    }

    /** True when its balance row is known to be behind. */
    boolean lags() {
        return !forgotten && state.lags();
    }
}
