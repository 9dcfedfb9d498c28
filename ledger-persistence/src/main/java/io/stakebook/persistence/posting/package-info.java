/**
 * The group-commit posting engine: the one writer of the book (ADR 0004).
 *
 * <p>Invariants: an outcome is told only after its transaction is durable; every lock of a batch is taken in one order
 * (accounts by id, records by type and id, accounts' names, decision head, idempotency keys); a failed attempt leaves
 * nothing behind and may be run again, because the idempotency key of each command is looked up under the locks. May use:
 * {@code decision}, {@code event}, JDBC; no JPA, no CDI.
 */
@NullMarked
package io.stakebook.persistence.posting;

import org.jspecify.annotations.NullMarked;
