package io.stakebook.core.journal;

/** What is to happen to an entry whose business date lies in a period that takes no more of its kind. */
public enum Lateness {
    /** A fact of the world: it goes to the first open day and keeps a link to the day it belongs to. */
    CARRY,
    /** A wish: it is refused. */
    REFUSE,
    /** An adjustment: it may still enter a period that is closing; once the period is closed it is refused. */
    ADJUST,
    /** An accrual or a correction: it may still enter a period that is closing; once the period is closed it is carried. */
    ADJUST_OR_CARRY
}
