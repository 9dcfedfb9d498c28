package io.stakebook.policy.facts;

/** Whether the stated residence is proved; {@code EXPIRED} is a proof past its time, {@code UNKNOWN} counts as not proved. */
public enum Verification {
    YES,
    NO,
    EXPIRED,
    UNKNOWN
}
