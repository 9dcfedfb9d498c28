package io.stakebook.persistence.posting;

import io.stakebook.core.decision.ActivePolicy;
import io.stakebook.core.period.PeriodCalendar;

/** What one batch is decided under, the same for all its commands. */
public record Rules(ActivePolicy policy, PeriodCalendar calendar) {}
