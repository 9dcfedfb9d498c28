/**
 * Which node does what only one may do at a time: the holder of an advisory lock, dismissed when it stands still.
 *
 * <p>Invariant: leadership is for liveness; whatever a leader writes is kept apart by a key of its own. May use: {@code sql}.
 */
@NullMarked
package io.stakebook.persistence.leadership;

import org.jspecify.annotations.NullMarked;
