/**
 * {@code bench sizes}: what a transfer leaves on the disk and in the write-ahead log.
 *
 * <p>Invariant: every design books the same number of transfers from the same number of callers after a checkpoint.
 */
@NullMarked
package io.stakebook.benchmarks.size;

import org.jspecify.annotations.NullMarked;
