package io.stakebook.policy.model;

/** What a citation rests on: the notice's own words, the shortest reading of them, or our own cautious choice. */
public enum Basis {
    TEXT,
    INFERENCE,
    HOUSE
}
