/**
 * The states of regions that this book obeys, and the change requests that move them.
 *
 * <p>Invariants: a state changes only by a request that other people than its authors approved, or, for 72 hours at most, by one
 * officer who tightens; the new states are law from the transaction of the last approval on; what lapses does so by the
 * instant written in the states, whether or not a job ran; versions count without gaps. May use: {@code decision}, {@code customer},
 * {@code posting}, {@code journal}, {@code page}, {@code id}, {@code error},
 * the policy module.
 */
@NullMarked
package io.stakebook.core.regions;

import org.jspecify.annotations.NullMarked;
