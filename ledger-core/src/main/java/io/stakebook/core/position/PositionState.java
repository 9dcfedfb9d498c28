package io.stakebook.core.position;

/** Where a position is in its life. */
public enum PositionState {
    ACTIVE,
    /** Left by the customer; for a fixed position, before maturity. */
    REDEEMED,
    /** Ran its term; the principal went back. */
    MATURED
}
