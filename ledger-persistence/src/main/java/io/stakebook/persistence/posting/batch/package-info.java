/**
 * Decides a batch: loads the accounts and rows it declared, finds the outcomes its keys already have, decides its commands
 * one after another and drafts what to write and whom to tell what.
 *
 * <p>Invariants: what is locked is locked in one order; a command that fails leaves the batch's books and effects as
 * they were; nothing is written here but the numbers of accounts the batch opens, inside its transaction. May use:
 * {@code posting}, {@code decision}, {@code entry}, {@code event}, {@code sql}, JDBC; neither {@code posting.row} nor
 * {@code posting.engine}.
 */
@NullMarked
package io.stakebook.persistence.posting.batch;

import org.jspecify.annotations.NullMarked;
