/**
 * The one sequencer, which gives each pending event its place in the gap-free log.
 *
 * <p>Invariant: one sequencer at a time, in the order of {@code pending_event}, many events a transaction. May use:
 * {@code event}, {@code leadership}, {@code entry}, {@code sql}, {@code core.proof}.
 */
@NullMarked
package io.stakebook.persistence.event.sequencer;

import org.jspecify.annotations.NullMarked;
