/**
 * How the book's values cross JDBC: arrays for set-based statements, times in microseconds, unit numbers.
 *
 * <p>Invariant: no value is rounded here without saying so; an instant is truncated to microseconds, what PostgreSQL holds.
 * May use: JDBC.
 */
@NullMarked
package io.stakebook.persistence.sql;

import org.jspecify.annotations.NullMarked;
