package io.stakebook.core.position;

import io.stakebook.core.account.AccountName;
import io.stakebook.core.account.ChartAccount;
import io.stakebook.core.money.AssetCode;
import io.stakebook.core.product.terms.YieldSource;

/** Where the other side of a reward stands, by who pays it. */
public final class RewardAccounts {

    private RewardAccounts() {}

    /** Debited by an accrual: the claim on the protocol (template 4A), or the platform's expense (4B). */
    public static AccountName accrued(YieldSource source, AssetCode asset) {
        return AccountName.house(
                source.passThrough() ? ChartAccount.REWARD_RECEIVABLE : ChartAccount.REWARD_EXPENSE, asset);
    }

    /** Credited when a reward is given up (template 10): income of the platform, or its expense taken back. */
    public static AccountName forfeited(YieldSource source, AssetCode asset) {
        return AccountName.house(
                source.passThrough() ? ChartAccount.FORFEITED_REWARDS : ChartAccount.REWARD_EXPENSE, asset);
    }

    /** Credited with the platform's share of a protocol reward. */
    public static AccountName commission(AssetCode asset) {
        return AccountName.house(ChartAccount.COMMISSION_REVENUE, asset);
    }
}
