package io.stakebook.core.product.terms;

/** What leaving a fixed position before its maturity costs. */
public sealed interface EarlyRedemption {

    /** Not possible. */
    record Forbidden() implements EarlyRedemption {}

    /** The whole accrued reward is given up; the principal is never touched. */
    record ForfeitRewards() implements EarlyRedemption {}

    /**
     * The reward of the days accrued so far is computed again at a lower rate, and the rest given up. The part of a day
     * not yet accrued earns nothing.
     *
     * @param apr the customer's rate, net of any commission; not above the lowest rate of the ladder
     */
    record ReducedRate(Apr apr) implements EarlyRedemption {}
}
