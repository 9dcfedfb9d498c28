/**
 * Customers' coins come in, are staked, redeemed and withdrawn: what terms, balances and the calendar forbid, and sixteen
 * clients at once while the database's sessions die.
 *
 * <p>Invariants: after the race what the clients were told, the balances the API shows and the topic agree to the unit.
 */
@NullMarked
package io.stakebook.system.staking;

import org.jspecify.annotations.NullMarked;
