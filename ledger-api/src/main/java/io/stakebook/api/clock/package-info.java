/**
 * The time of the book over HTTP.
 *
 * <p>Invariant: time only moves forward, and only where a test clock is enabled. May use: {@code http}, {@code security},
 * {@code submission}, {@code settings}, the core.
 */
@NullMarked
package io.stakebook.api.clock;

import org.jspecify.annotations.NullMarked;
