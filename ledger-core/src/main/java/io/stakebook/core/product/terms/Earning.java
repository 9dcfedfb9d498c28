package io.stakebook.core.product.terms;

import io.stakebook.core.account.Wallet;
import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.error.Rejected;
import java.util.Map;

/**
 * How principal earns and where the reward goes: what flexible and fixed terms have in common.
 *
 * @param ladder gross rates
 * @param commission the platform's share of the gross; only of a protocol's reward
 * @param payoutAccount where reward and returned principal land
 */
public record Earning(
        TierLadder ladder,
        Commission commission,
        YieldSource yieldSource,
        ValueDateRule valueDateRule,
        Wallet payoutAccount) {

    public Earning {
        if (!commission.isZero() && !yieldSource.passThrough()) {
            throw new Rejected(
                    ErrorCode.COMMISSION_INVALID,
                    "a commission of " + commission + " is taken from a protocol's reward only, not from one paid as "
                            + yieldSource,
                    Map.of("field", "commissionRate"));
        }
        for (Tier tier : ladder.tiers()) {
            commission.of(tier.apr());
        }
    }

    /** The rates the customer gets. */
    public TierLadder netLadder() {
        return new TierLadder(ladder.tiers().stream()
                .map(tier -> new Tier(
                        tier.from(),
                        tier.toOrNull(),
                        new Apr(tier.apr()
                                .numerator()
                                .subtract(commission.of(tier.apr()).numerator()))))
                .toList());
    }

    /** The rates the platform keeps. */
    public TierLadder commissionLadder() {
        return new TierLadder(ladder.tiers().stream()
                .map(tier -> new Tier(tier.from(), tier.toOrNull(), commission.of(tier.apr())))
                .toList());
    }
}
