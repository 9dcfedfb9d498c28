/**
 * Runs batches: takes what is queued, has it decided and written, under locks or from memory while this node holds the
 * lease (ADR 0011), and brings every failure to an end.
 *
 * <p>Invariants: an outcome is told only after its transaction is durable; batches become durable in the order they were
 * decided in; what memory got wrong is refused by the fence and decided again under locks, before any caller hears of it.
 * May use: {@code posting} and its rooms {@code posting.memory}, {@code posting.session}, {@code posting.row} and
 * {@code posting.batch}, {@code decision}, {@code event}, {@code sql}, JDBC; no JPA, no CDI.
 */
@NullMarked
package io.stakebook.persistence.posting.engine;

import org.jspecify.annotations.NullMarked;
