package io.stakebook.core.period;

/** What a period still takes. */
public enum PeriodState {
    /** Everything. The state of every period nobody began to close; there is no row for it. */
    OPEN,
    /** Adjusting entries and accruals; ordinary facts are carried to the first open day. Nothing more once it is sealed. */
    CLOSING,
    /** Nothing. */
    CLOSED
}
