package io.stakebook.core.product.terms;

/** What a customer agrees to when subscribing. Published as a {@link TermsVersion} and never changed afterwards. */
public sealed interface Terms permits FlexibleTerms, FixedTerms {

    ProductKind kind();

    Earning earning();

    SubscriptionBounds limits();

    SnapshotRule snapshot();

    PayoutSchedule payoutSchedule();
}
