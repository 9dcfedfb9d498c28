package io.stakebook.policy.facts;

/** How strongly the named controller holds the entity. */
public enum Control {
    MAJORITY,
    DE_FACTO,
    MINORITY,
    NONE,
    UNKNOWN
}
