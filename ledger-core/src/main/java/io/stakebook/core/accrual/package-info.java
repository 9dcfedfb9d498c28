/**
 * Rewards: posted, paid and explained, a run per product and UTC day.
 *
 * <p>Invariants: a run is unique per product and day, resumable and idempotent; every accrued unit can be recomputed from
 * its line. May use: {@code accrual.reward}, {@code position}, {@code product}, {@code decision}, {@code posting} and what is below them.
 */
@NullMarked
package io.stakebook.core.accrual;

import org.jspecify.annotations.NullMarked;
