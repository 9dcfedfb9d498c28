/**
 * Rows and queries of {@code core.reservation}.
 *
 * <p>Invariant: the record store is the only writer of the table; everything else only reads. May use: {@code posting}
 * (the store's interface), {@code sql}.
 */
@NullMarked
package io.stakebook.persistence.reservation;

import org.jspecify.annotations.NullMarked;
