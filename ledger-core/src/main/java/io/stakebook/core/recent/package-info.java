/**
 * What is remembered of late, in a bounded space.
 *
 * <p>Invariant: never more than was said at first. May use: nothing.
 */
@NullMarked
package io.stakebook.core.recent;

import org.jspecify.annotations.NullMarked;
