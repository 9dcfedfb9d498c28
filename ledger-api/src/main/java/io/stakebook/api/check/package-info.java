/**
 * Checking the book on demand.
 *
 * <p>Invariant: a check never writes to the book. May use: {@code http}, {@code security}, {@code submission}, {@code background},
 * {@code health}, {@code settings}, the core.
 */
@NullMarked
package io.stakebook.api.check;

import org.jspecify.annotations.NullMarked;
