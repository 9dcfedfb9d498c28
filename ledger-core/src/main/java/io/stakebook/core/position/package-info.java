/**
 * Positions: what one customer holds in one product, and how it is opened and left.
 *
 * <p>Invariants: the principal of a position equals the balance of its principal account; accrued = paid + forfeited +
 * payable; a closed position holds no principal. May use: {@code product}, {@code customer}, {@code decision},
 * {@code posting} and what is below them.
 */
@NullMarked
package io.stakebook.core.position;

import org.jspecify.annotations.NullMarked;
