package io.stakebook.core.closing;

/** What a month's close asks for, in the order of the checklist. */
public enum CloseCheck {
    /** Every product's accrual reaches the last day of the month. */
    ACCRUALS,
    /** No accrual run of a day in the month is at work. */
    RUNS,
    /** No break of a day in the month is open. */
    BREAKS,
    /** Nothing stands on 1900 and 2900. */
    SUSPENSE,
    /** Client assets cover client liabilities on the last day. */
    SEGREGATION
}
