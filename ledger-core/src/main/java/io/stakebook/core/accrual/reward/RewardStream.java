package io.stakebook.core.accrual.reward;

/** One of the two shares a position's gross reward is split into. */
public enum RewardStream {
    /** The customer's. */
    BASE,
    /** The platform's share of a protocol reward. */
    COMMISSION
}
