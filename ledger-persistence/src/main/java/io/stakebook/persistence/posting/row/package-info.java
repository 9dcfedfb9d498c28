/**
 * Writes the rows of a batch that is decided: entries, postings, balances, limits, outcomes, events and records.
 *
 * <p>Invariants: rows are written in sets, never a statement a row; outcomes, and balances in each
 * statement, are written sorted, so that engines wait for each other and seldom deadlock; a posting that another writer made first stops the
 * whole transaction, and no balance row goes back. May use: {@code posting}, {@code posting.batch}, {@code entry}, {@code event}, {@code sql}, JDBC; not {@code posting.engine}.
 */
@NullMarked
package io.stakebook.persistence.posting.row;

import org.jspecify.annotations.NullMarked;
