/**
 * Queries of {@code core.journal} and {@code core.money}: entries, postings, balances, the trial balance, the assets.
 *
 * <p>Invariant: only reads; the engine is the one writer. May use: {@code jpa}, {@code sql}, {@code posting}.
 */
@NullMarked
package io.stakebook.persistence.journal;

import org.jspecify.annotations.NullMarked;
