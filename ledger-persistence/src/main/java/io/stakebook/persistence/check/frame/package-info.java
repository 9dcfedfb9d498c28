/**
 * What a check is made of: looks at the book, each in a short snapshot of its own and tried again when the database does not
 * answer, stretches of rows, and what was found.
 *
 * <p>Invariant: a check that cannot be finished says so; what was found before stands. May use: {@code sql}, JDBC.
 */
@NullMarked
package io.stakebook.persistence.check.frame;

import org.jspecify.annotations.NullMarked;
