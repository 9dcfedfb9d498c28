/**
 * The business clock: the system's time plus an offset that a demo or a test may move forward.
 *
 * <p>Invariant: the offset never shrinks, so recorded time never goes back. May use: {@code posting}, {@code error}.
 */
@NullMarked
package io.stakebook.core.clock;

import org.jspecify.annotations.NullMarked;
