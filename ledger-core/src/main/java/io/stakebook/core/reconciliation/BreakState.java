package io.stakebook.core.reconciliation;

import java.util.Locale;

/** Where a break stands; it only moves forward, once. */
public enum BreakState {
    OPEN,
    RESOLVED;

    /** Lower-case wire form. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
