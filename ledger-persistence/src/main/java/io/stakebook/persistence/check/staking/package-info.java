/**
 * Checks of positions, accruals, rewards and withdrawals.
 *
 * <p>Invariant: what steers a reward is derived again, never taken from the row that says it. May use: {@code check.frame}.
 */
@NullMarked
package io.stakebook.persistence.check.staking;

import org.jspecify.annotations.NullMarked;
