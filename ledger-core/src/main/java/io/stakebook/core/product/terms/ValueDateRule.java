package io.stakebook.core.product.terms;

import java.time.Instant;
import java.time.ZoneOffset;

/** When principal starts to earn. */
public enum ValueDateRule {
    /** From the microsecond of the subscription. */
    IMMEDIATE {
        @Override
        public Instant accrualFrom(Instant subscribedAt) {
            return subscribedAt;
        }
    },
    /** From 00:00 UTC of the day after the subscription. */
    NEXT_UTC_DAY {
        @Override
        public Instant accrualFrom(Instant subscribedAt) {
            return subscribedAt
                    .atOffset(ZoneOffset.UTC)
                    .toLocalDate()
                    .plusDays(1)
                    .atStartOfDay(ZoneOffset.UTC)
                    .toInstant();
        }
    };

    public abstract Instant accrualFrom(Instant subscribedAt);
}
