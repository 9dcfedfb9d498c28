/**
 * Runs batches: takes what is queued, has it decided and written, under locks or from memory while this node holds the
 * lease (ADR 0011), and brings every failure to an end.
 *
 * <ul>
 *   <li>{@code GroupCommitEngine} takes batches from the {@code Intake} and gives them to a {@code Writing};
 *   <li>{@code BatchRunner} writes under locks and brings to an end whatever fails;
 *   <li>{@code LeasedWriting} writes from memory while it may: {@code Runway} decides a batch and lets it take off,
 *       {@code Flights} and {@code Lane} carry it, {@code Recovery} has done again what did not land, {@code Trust} says how long memory
 *       holds, {@code RestWork} uses the time between.
 * </ul>
 *
 * <p>Invariants: an outcome is told only after its transaction is durable; batches become durable in the order they were
 * decided in; what memory got wrong is refused by the fence and decided again under locks, before any caller hears of it.
 * May use: {@code posting} and its rooms {@code posting.memory}, {@code posting.session}, {@code posting.row} and
 * {@code posting.batch}, {@code decision}, {@code event}, {@code sql}, JDBC; no JPA, no CDI.
 */
@NullMarked
package io.stakebook.persistence.posting.engine;

import org.jspecify.annotations.NullMarked;
