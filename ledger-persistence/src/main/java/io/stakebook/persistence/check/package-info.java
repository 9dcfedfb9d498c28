/**
 * The checker: derives every stored figure from the journal again and compares, stretch by stretch, each in a short snapshot of
 * its own (docs/reference/checks.md). Here the list of checks, their running and their kept reports; what they look at is divided
 * into rooms, each of which may use those after it:
 *
 * <ul>
 *   <li>{@code check.staking} positions, rewards, withdrawals;
 *   <li>{@code check.journal} entries, balances, limits, reservations, periods;
 *   <li>{@code check.outcome} what callers were told;
 *   <li>{@code check.log} the signed word of the book;
 *   <li>{@code check.frame} what a check is made of.
 * </ul>
 *
 * <p>Invariant: it reads nothing it could have written, trusts no flag it can derive, stops at no first fault, and asks
 * no query whose cost grows with the square of the book. May use: its rooms {@code check.staking},
 * {@code check.journal}, {@code check.outcome}, {@code check.log} and {@code check.frame}, {@code sql}, {@code posting} (to keep
 * reports).
 */
@NullMarked
package io.stakebook.persistence.check;

import org.jspecify.annotations.NullMarked;
