/**
 * From pending events to the gap-free log: what a posting transaction leaves behind and the one sequencer that gives each
 * event its place.
 *
 * <p>Invariant: an event is in {@code pending_event} or in {@code event_log}, never in both, never in none. An entry waits
 * by name; what its event says is what the engine of this node committed, or is read from its rows. May use: {@code core.proof}, {@code entry}, {@code sql}.
 */
@NullMarked
package io.stakebook.persistence.event;

import org.jspecify.annotations.NullMarked;
