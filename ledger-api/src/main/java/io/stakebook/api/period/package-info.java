/**
 * Closing and reopening periods over HTTP.
 *
 * <p>Invariant: every step goes through the one door for writes; the work of a close goes on after its answer and is taken
 * up again after a restart. May use: {@code http}, {@code security}, {@code submission}, {@code background}, the core.
 */
@NullMarked
package io.stakebook.api.period;

import org.jspecify.annotations.NullMarked;
