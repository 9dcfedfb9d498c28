/**
 * {@code bench posting}: the posting engine against two database functions, on one PostgreSQL, taking turns.
 *
 * <p>Invariants: every design books the same transfers under the same durability; each turn starts from a copy of the same
 * database; what was answered is what is in the books, or the run fails.
 */
@NullMarked
package io.stakebook.benchmarks.posting;

import org.jspecify.annotations.NullMarked;
