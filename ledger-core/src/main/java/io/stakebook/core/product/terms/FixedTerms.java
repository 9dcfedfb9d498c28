package io.stakebook.core.product.terms;

import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.error.Rejected;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * Terms of a product bound for a term; reward and principal are paid together at maturity. A position keeps the version it
 * was opened under.
 *
 * @param termDays 1 to 3,660 days of 24 hours, counted from the value date
 */
public record FixedTerms(Earning earning, SubscriptionBounds limits, int termDays, EarlyRedemption earlyRedemption)
        implements Terms {

    /** Days of a term. */
    public static final int MAX_DAYS = 3_660;

    public FixedTerms {
        if (termDays < 1 || termDays > MAX_DAYS) {
            throw new Rejected(
                    ErrorCode.TERM_INVALID,
                    "a term is 1 to " + MAX_DAYS + " days, not " + termDays,
                    Map.of("field", "termDays"));
        }
        if (earlyRedemption instanceof EarlyRedemption.ReducedRate reduced) {
            Apr lowest = earning.netLadder().lowest();
            if (reduced.apr().compareTo(lowest) > 0) {
                throw new Rejected(
                        ErrorCode.EARLY_RATE_TOO_HIGH,
                        "the early-redemption rate " + reduced.apr() + " is above the lowest rate of the ladder, "
                                + lowest + " after commission: leaving early would pay more than staying",
                        Map.of("field", "earlyRedemption"));
            }
        }
    }

    public Instant maturity(Instant accrualFrom) {
        return accrualFrom.plus(Duration.ofDays(termDays));
    }

    @Override
    public ProductKind kind() {
        return ProductKind.FIXED;
    }

    @Override
    public SnapshotRule snapshot() {
        return SnapshotRule.TIME_WEIGHTED;
    }

    @Override
    public PayoutSchedule payoutSchedule() {
        return PayoutSchedule.AT_MATURITY;
    }
}
