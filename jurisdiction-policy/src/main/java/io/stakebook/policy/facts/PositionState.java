package io.stakebook.policy.facts;

/** The position the act is about. */
public enum PositionState {
    NONE,
    ACTIVE,
    UNBONDING,
    SETTLED,
    UNKNOWN
}
