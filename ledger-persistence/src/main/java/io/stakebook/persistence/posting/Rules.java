package io.stakebook.persistence.posting;

import io.stakebook.core.decision.ActivePolicy;
import io.stakebook.core.period.PeriodCalendar;
import java.time.Instant;

/**
 * What one batch is decided under, the same for all its commands.
 *
 * @param since when the policy's region states became law, by the clock of the node that decided so; what they rule is
 *     recorded later
 */
public record Rules(ActivePolicy policy, PeriodCalendar calendar, Instant since) {

    /** Of a book whose region states never changed. */
    public Rules(ActivePolicy policy, PeriodCalendar calendar) {
        this(policy, calendar, Instant.EPOCH);
    }
}
