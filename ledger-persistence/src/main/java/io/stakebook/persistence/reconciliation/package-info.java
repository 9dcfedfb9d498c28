/**
 * Statements, breaks, corrected days and what was accrued in PostgreSQL (migrations V20 and V46).
 *
 * <p>Invariants: statements and their lines are only ever added; a break is updated once. Writing happens inside the posting
 * engine's transaction, reading on connections of its own. May use: {@code posting} (the port of its stores), {@code sql}.
 */
@NullMarked
package io.stakebook.persistence.reconciliation;

import org.jspecify.annotations.NullMarked;
