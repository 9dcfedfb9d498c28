/**
 * Coins in and out: deposits, house funding and withdrawals.
 *
 * <p>Invariant: client coins and house coins never stand in one account. May use: {@code customer}, {@code decision},
 * {@code posting} and what is below them.
 */
@NullMarked
package io.stakebook.core.funding;

import org.jspecify.annotations.NullMarked;
