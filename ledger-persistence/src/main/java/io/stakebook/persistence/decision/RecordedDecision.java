package io.stakebook.persistence.decision;

import io.stakebook.core.decision.DecisionRecord;
import java.time.Instant;

/** A decision with the time its transaction recorded it, UTC microseconds. */
public record RecordedDecision(DecisionRecord decision, Instant recordedAt) {}
