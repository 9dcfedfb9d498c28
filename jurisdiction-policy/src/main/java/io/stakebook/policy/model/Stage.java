package io.stakebook.policy.model;

/** How far a subject's account is wound down. */
public enum Stage {
    NONE,
    NO_NEW,
    EXIT_ONLY,
    FORCED_UNBOND,
    CLAIM_ONLY,
    FROZEN
}
