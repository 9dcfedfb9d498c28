/**
 * The states of regions that this book obeys, and the change requests that move them.
 *
 * <p>Invariants: a state changes only by a request that other people than its authors approved; the new states are law
 * from the transaction of the last approval on; versions count without gaps. May use: {@code decision}, {@code customer},
 * {@code posting}, {@code journal}, {@code page}, {@code id}, {@code error}, the policy module.
 */
@NullMarked
package io.stakebook.core.regions;

import org.jspecify.annotations.NullMarked;
