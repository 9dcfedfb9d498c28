/**
 * Deposits, house funding and withdrawals over HTTP.
 *
 * <p>Invariant: coins move only by a command of the core. May use: {@code http}, {@code security}, {@code submission}, the core.
 */
@NullMarked
package io.stakebook.api.funding;

import org.jspecify.annotations.NullMarked;
