/**
 * What finance writes by hand: entries in batches, limits of accounts, reversals.
 *
 * <p>Invariant: the accounts the staking book keeps itself are closed to hand; an entry is reversed at most once. May use:
 * {@code reservation}, {@code customer}, {@code posting}, {@code proof} and what is below them.
 */
@NullMarked
package io.stakebook.core.generaljournal;

import org.jspecify.annotations.NullMarked;
