package io.stakebook.policy.model;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Facts reduced to classes, with what a decision wants to show for it.
 *
 * @param cell the point the rules are matched on
 * @param subjectClass strongest tie
 * @param signals weak signals that were counted
 * @param proofExpires when the proof of address turns stale, if its date is known
 */
public record Classified(Cell cell, SubjectClass subjectClass, Set<Signal> signals, Optional<Instant> proofExpires) {}
