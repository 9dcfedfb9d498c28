package io.stakebook.core.product.terms;

/** When accrued reward becomes the customer's to use. */
public enum PayoutSchedule {
    /** With the accrual run of the day. */
    DAILY,
    /** Once, with the principal. */
    AT_MATURITY
}
