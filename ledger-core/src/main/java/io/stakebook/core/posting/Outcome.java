package io.stakebook.core.posting;

/**
 * What became of a submission: durable when the caller sees it.
 *
 * @param replayed true when the key was used before and this is the answer of then
 */
public record Outcome(Answer answer, boolean replayed) {}
