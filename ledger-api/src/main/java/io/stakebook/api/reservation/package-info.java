/**
 * Reservations over HTTP: what is set aside, and how it is settled or given back.
 *
 * <p>Invariant: nothing here decides. May use: {@code http}, {@code security}, {@code submission}, {@code journal}, the core.
 */
@NullMarked
package io.stakebook.api.reservation;

import org.jspecify.annotations.NullMarked;
