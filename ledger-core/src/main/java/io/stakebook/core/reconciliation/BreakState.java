package io.stakebook.core.reconciliation;

/** Where a break stands; it only moves forward, once. */
public enum BreakState {
    OPEN,
    RESOLVED
}
