package io.stakebook.policy.facts;

/** The account before the act. */
public enum AccountState {
    NONE,
    NEW,
    EXISTING,
    UNKNOWN
}
