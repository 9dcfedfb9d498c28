package io.stakebook.core.closing;

import io.stakebook.core.id.OverrideId;
import io.stakebook.core.period.PeriodId;
import io.stakebook.core.posting.Stored;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One closing of a period, kept for ever; a period that was reopened has several.
 *
 * @param number 1 for the first close of the period
 * @param sealedAt when the period stopped taking entries
 * @param closedBy who asked for it
 * @param overrideOrNull the override it was closed under, where items were open
 * @param closedAt when the frozen trial balance was recorded
 * @param hash SHA-256 of the frozen trial balance's canonical text
 */
public record PeriodClose(
        PeriodId period,
        long number,
        Instant sealedAt,
        String closedBy,
        @Nullable OverrideId overrideOrNull,
        Instant closedAt,
        FrozenTrialBalance frozen,
        String hash)
        implements Stored {

    public PeriodClose {
        if (!frozen.through().equals(period.lastDay())) {
            throw new IllegalArgumentException(
                    "period " + period + " ends on " + period.lastDay() + ", not on " + frozen.through());
        }
    }

    @Override
    public String recordId() {
        return period + "/" + number;
    }
}
