package io.stakebook.core.product.terms;

import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.error.Rejected;
import java.util.Map;

/** Terms of a product redeemable at any time; the reward is paid every day. */
public record FlexibleTerms(Earning earning, SubscriptionBounds limits, SnapshotRule snapshot) implements Terms {

    public FlexibleTerms {
        if (snapshot == SnapshotRule.END_OF_DAY && earning.valueDateRule() == ValueDateRule.IMMEDIATE) {
            throw new Rejected(
                    ErrorCode.SNAPSHOT_UNSUPPORTED,
                    "an end-of-day snapshot needs the value date rule next_utc_day: with immediate, coins that arrive a"
                            + " minute before midnight would decide the whole day",
                    Map.of("field", "snapshot"));
        }
    }

    @Override
    public ProductKind kind() {
        return ProductKind.FLEXIBLE;
    }

    @Override
    public PayoutSchedule payoutSchedule() {
        return PayoutSchedule.DAILY;
    }
}
