/**
 * The one door for writes: a command is decided at commit against locked state, and its whole effect lands in one
 * transaction or not at all.
 *
 * <p>Invariant: a command is pure and may be decided again after a failed attempt; its idempotency key makes the second
 * attempt harmless. May use: {@code journal}, {@code account}, {@code period},
 * {@code decision}, {@code proof}, {@code money}, {@code error}.
 */
@NullMarked
package io.stakebook.core.posting;

import org.jspecify.annotations.NullMarked;
