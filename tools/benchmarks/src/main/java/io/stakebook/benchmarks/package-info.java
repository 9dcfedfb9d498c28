/**
 * Measures the ledger against named yardsticks in one run on one machine. Figures are printed, never asserted: a test that
 * depends on time fails for reasons that are not the code's.
 *
 * <p>Invariant: no figure is printed for a run whose books do not add up afterwards.
 */
@NullMarked
package io.stakebook.benchmarks;

import org.jspecify.annotations.NullMarked;
