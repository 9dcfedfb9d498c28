/**
 * Events: what a posting transaction leaves behind, what an event says, and the log as it is read.
 *
 * <p>Invariant: an event is in {@code pending_event} or in {@code event_log}, never in both, never in none. An entry waits
 * by name; what its event says is what the engine of this node committed, or is read from its rows. May use: {@code core.proof}, {@code entry}, {@code sql}.
 */
@NullMarked
package io.stakebook.persistence.event;

import org.jspecify.annotations.NullMarked;
