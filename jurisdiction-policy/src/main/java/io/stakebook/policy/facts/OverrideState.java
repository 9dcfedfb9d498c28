package io.stakebook.policy.facts;

/** A two-person, dated exception for one subject; lifts a review, never a denial. */
public enum OverrideState {
    NONE,
    VALID,
    EXPIRED,
    UNKNOWN
}
