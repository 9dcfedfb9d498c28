package io.stakebook.core.product;

/** What a customer agrees to when subscribing. Published as a {@link TermsVersion} and never changed afterwards. */
public sealed interface Terms permits FlexibleTerms, FixedTerms {

    ProductKind kind();

    Earning earning();

    Limits limits();

    Snapshot snapshot();

    PayoutSchedule payoutSchedule();
}
