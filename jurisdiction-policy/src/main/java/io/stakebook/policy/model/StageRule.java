package io.stakebook.policy.model;

import java.time.Instant;

/**
 * Puts the accounts of a box into a stage from an instant on; the first that applies wins.
 *
 * @param from inclusive
 */
public record StageRule(Stage stage, Instant from, Box when) {}
