/**
 * Checks of what callers were told: one outcome a command, of its moment, naming what the book holds.
 *
 * <p>Invariant: what a stretch does not show is looked for among all before it is called missing.
 * May use: {@code check.frame}, {@code check.log}, {@code sql}, JDBC.
 */
@NullMarked
package io.stakebook.persistence.check.outcome;

import org.jspecify.annotations.NullMarked;
