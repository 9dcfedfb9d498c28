package io.stakebook.core.product.terms;

/** Who pays the yield; every accrual carries it. */
public enum YieldSource {
    /** A protocol rewards the stake; the platform may keep a commission. */
    PROTOCOL_STAKING,
    /** Borrowers pay. */
    LENDING,
    /** The platform pays from its own coins. */
    PLATFORM_FUNDED,
    /** The platform pays, as promotion. */
    PROMO;

    /** True when the reward is a claim on a protocol rather than an expense of the platform. */
    public boolean passThrough() {
        return this == PROTOCOL_STAKING;
    }
}
