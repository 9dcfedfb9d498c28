package io.stakebook.core.check;

import java.time.Duration;
import java.util.Set;

/** Checks the book, each comparison in one consistent snapshot of what it compares; never writes. */
public interface Checker {

    /**
     * Checks without hurry.
     *
     * @throws io.stakebook.core.error.Unavailable {@code OVERLOADED} when the database does not answer at the start; a check
     *     during which it does not is given up, and the others go on
     */
    default CheckReport check(Set<CheckName> checks) {
        return check(checks, Duration.ZERO);
    }

    /**
     * Checks within bounds, for a book that others write to.
     *
     * @param longest what a single query may take before its check is given up; zero for no bound
     */
    CheckReport check(Set<CheckName> checks, Duration longest);
}
