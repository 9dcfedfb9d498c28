/**
 * What we accrued against what the provider says it paid: statements, matching, typed breaks and their correcting entries.
 *
 * <p>Invariants: an unreadable statement leaves nothing behind; each row and each accrued day of a statement's period is
 * either matched or explained by exactly one kind of break; a break is closed once, and money moves only by a new entry that
 * was previewed. A product's day is one provider's, and its open breaks are of one statement, and a day that was kept as agreed agreed with
 * the book at that moment. A correction never takes anything back from a customer. How a statement's file is read is a room of its
 * own. May use: {@code reconciliation.file}, {@code product}, {@code posting}, {@code proof} and what is below
 * them.
 */
@NullMarked
package io.stakebook.core.reconciliation;

import org.jspecify.annotations.NullMarked;
