package io.stakebook.core.product.terms;

import io.stakebook.core.account.ChartAccount;

/** How long principal is bound. */
public enum ProductKind {
    /** Redeemable at any time. */
    FLEXIBLE(ChartAccount.STAKED_FLEXIBLE),
    /** Bound for a term, with a rule for leaving early. */
    FIXED(ChartAccount.STAKED_FIXED);

    private final ChartAccount principalChart;

    ProductKind(ChartAccount principalChart) {
        this.principalChart = principalChart;
    }

    /** The account that holds the principal of a position of this kind. */
    public ChartAccount principalChart() {
        return principalChart;
    }
}
