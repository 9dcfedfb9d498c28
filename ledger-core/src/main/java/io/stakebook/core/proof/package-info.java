/**
 * The evidence: canonical event bytes, the Merkle log over them, signed checkpoints and export bundles.
 *
 * <p>Invariants: everything here depends on the JDK and JSpecify only, so that a stranger can verify a bundle with a
 * small jar and no server; every reader is strict, so that a byte that may vary without anyone noticing does not exist;
 * nothing here reads a clock, a random source or the network.
 * May use: the JDK.
 */
@NullMarked
package io.stakebook.core.proof;

import org.jspecify.annotations.NullMarked;
