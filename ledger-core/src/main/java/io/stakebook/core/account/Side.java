package io.stakebook.core.account;

import java.util.Locale;

/** The side of a posting. */
public enum Side {
    DEBIT,
    CREDIT;

    public Side opposite() {
        return this == DEBIT ? CREDIT : DEBIT;
    }

    /** Lower-case wire form, {@code debit} or {@code credit}. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
