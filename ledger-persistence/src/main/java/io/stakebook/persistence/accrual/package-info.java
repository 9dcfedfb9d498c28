/**
 * Rows and queries of {@code core.accrual}.
 *
 * <p>Invariant: the record store is the only writer of these tables; everything else only reads. May use: {@code posting}
 * (the store's interface), {@code position}, {@code sql}, {@code jpa}.
 */
@NullMarked
package io.stakebook.persistence.accrual;

import org.jspecify.annotations.NullMarked;
