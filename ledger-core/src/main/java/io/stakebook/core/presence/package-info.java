/**
 * On which days a customer's own requests came from a mainland address. A record of days, not of addresses: nothing here
 * tells where in the mainland, or what was asked.
 *
 * <p>Invariants: one row a customer and day; what a decision may still count is never forgotten, what none may count is
 * removed hour by hour. May use: {@code error}, {@code id}, {@code recent}.
 */
@NullMarked
package io.stakebook.core.presence;

import org.jspecify.annotations.NullMarked;
