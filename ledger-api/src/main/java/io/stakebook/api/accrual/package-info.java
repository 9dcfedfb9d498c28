/**
 * Accrual runs and the explanation of every accrued unit over HTTP.
 *
 * <p>Invariant: a line shows all that is needed to compute it again. May use: {@code http}, {@code security},
 * {@code submission}, {@code background}, {@code position}, the core.
 */
@NullMarked
package io.stakebook.api.accrual;

import org.jspecify.annotations.NullMarked;
