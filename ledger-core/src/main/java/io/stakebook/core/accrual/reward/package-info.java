/**
 * What a position earns in a day: exact arithmetic, nothing posted and nothing read.
 *
 * <p>Invariants: for any split of time the sum is the same; nothing is rounded but once, down to units, with the rest
 * carried. May use: {@code position}, {@code product.terms}, {@code id}.
 */
@NullMarked
package io.stakebook.core.accrual.reward;

import org.jspecify.annotations.NullMarked;
