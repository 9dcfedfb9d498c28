package io.stakebook.benchmarks.design;

/** What the engine writes beside entry and postings, as far as its rows can be written without it. */
public enum CopyPart {
    /** The kept answer: a row of {@code idempotency}. */
    OUTCOME,
    /** The new state of each account in the batch: an update of {@code balance}. */
    BALANCE
}
