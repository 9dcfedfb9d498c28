package io.stakebook.policy.facts;

/** A yes, a no, or nothing known. */
public enum YesNo {
    YES,
    NO,
    UNKNOWN
}
