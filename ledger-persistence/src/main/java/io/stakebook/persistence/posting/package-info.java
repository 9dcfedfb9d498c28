/**
 * The group-commit posting engine, the one writer of the book (ADR 0004): here what others give it and ask of it, the
 * stores of rows, the rules in force and its settings. What it does is divided into rooms, each of which may
 * use this one and those after it:
 *
 * <ul>
 *   <li>{@code posting.engine} runs batches: threads, lanes, lease, failures;
 *   <li>{@code posting.memory} holds balances in memory;
 *   <li>{@code posting.session} is the engine's word with the server;
 *   <li>{@code posting.row} writes the rows of a batch that is decided;
 *   <li>{@code posting.batch} decides a batch.
 * </ul>
 *
 * <p>Invariants: an outcome is told only after its transaction is durable; every lock of a batch is taken in one order
 * (accounts by id, records by type and id, accounts' names, decision head, idempotency keys; in a lane the keys come before the
 * decision head, and flights that hold one key are never up together, so only two nodes that both believe in the lease could wait
 * in a circle, which PostgreSQL ends and the locked writer repairs); a failed attempt leaves
 * nothing behind and may be run again, because then the idempotency key of each command is looked up, and a key that was
 * not is refused by the database if it has an outcome. Nobody
 * outside sees the rooms behind {@code posting.engine}. May use: the core, JDBC; none of its rooms, no JPA, no CDI.
 */
@NullMarked
package io.stakebook.persistence.posting;

import org.jspecify.annotations.NullMarked;
