package io.stakebook.core.funding;

/** Where a withdrawal is on its way out. */
public enum WithdrawalState {
    /** Taken from the customer's wallet, not yet seen on chain. */
    REQUESTED,
    /** Confirmed on chain. */
    SETTLED
}
