/**
 * The log of events as others read it: in one order, without a gap, each a leaf of the export format.
 *
 * <p>Invariant: what was read once at a sequence never changes. May use: the JDK.
 */
@NullMarked
package io.stakebook.core.event;

import org.jspecify.annotations.NullMarked;
