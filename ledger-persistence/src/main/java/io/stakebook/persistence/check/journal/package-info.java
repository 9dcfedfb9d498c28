/**
 * Checks of the journal and of what is derived from it: entries, balances, limits, reservations, periods.
 *
 * <p>Invariant: every figure is derived from entries and postings again.
 * May use: {@code check.frame}, {@code check.outcome}, {@code sql}, JDBC.
 */
@NullMarked
package io.stakebook.persistence.check.journal;

import org.jspecify.annotations.NullMarked;
