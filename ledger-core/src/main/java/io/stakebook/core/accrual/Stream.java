package io.stakebook.core.accrual;

/** One of the two shares a position's gross reward is split into. */
public enum Stream {
    /** The customer's. */
    BASE,
    /** The platform's share of a protocol reward. */
    COMMISSION
}
