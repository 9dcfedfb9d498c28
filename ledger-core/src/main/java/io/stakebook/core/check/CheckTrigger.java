package io.stakebook.core.check;

/** What had the book checked. */
public enum CheckTrigger {
    /** A request. */
    REQUESTED,
    /** The schedule. */
    SCHEDULED
}
