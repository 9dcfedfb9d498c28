/**
 * JSON with exactly one byte form for each value.
 *
 * <p>RFC 8785 (JCS) ordering and escaping, restricted until no two JSON libraries can disagree: keys are {@code
 * [a-z0-9_]+}, there is no {@code null} and no fraction, integers stay within ±(2^53−1), strings are NFC without control
 * characters, line separators, lone surrogates or noncharacters. Reading refuses every other form of the same value.
 *
 * <p>May use: {@code proof}.
 */
@NullMarked
package io.stakebook.core.proof.canonical;

import org.jspecify.annotations.NullMarked;
