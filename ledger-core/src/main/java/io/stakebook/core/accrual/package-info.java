/**
 * Rewards: computed exactly per position and UTC day, posted, paid and explained.
 *
 * <p>Invariants: for any split of time the sum is the same; a run is unique per product and day, resumable and
 * idempotent; every accrued unit can be recomputed from its line. May use: {@code position}, {@code product},
 * {@code decision}, {@code posting} and what is below them.
 */
@NullMarked
package io.stakebook.core.accrual;

import org.jspecify.annotations.NullMarked;
