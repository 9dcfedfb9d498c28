/**
 * The arithmetic of measuring: percentiles, medians, ratios, shares of the processors, and the tables they end in.
 *
 * <p>Invariants: a percentile is a value that was measured; a ratio is the median of the rounds' ratios, because the
 * machine's speed moves from round to round and its two halves move together.
 */
@NullMarked
package io.stakebook.benchmarks.measure;

import org.jspecify.annotations.NullMarked;
