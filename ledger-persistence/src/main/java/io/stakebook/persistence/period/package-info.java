/**
 * Periods in PostgreSQL: their rows, the barrier of a close, the trial balance that is frozen.
 *
 * <p>Invariant: closes and frozen balances are only ever inserted. May use: {@code posting}, {@code sql}, JDBC.
 */
@NullMarked
package io.stakebook.persistence.period;

import org.jspecify.annotations.NullMarked;
