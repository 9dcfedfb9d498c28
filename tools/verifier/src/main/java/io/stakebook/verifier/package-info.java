/**
 * The offline verifier: a bundle in, a verdict with a stable reason out.
 *
 * <p>Fails closed: what is not positively in order is rejected, and what it did not understand about its own surroundings
 * is "could not decide", never "accepted". Each file of a bundle is read once, so that what was hashed is what was judged.
 */
@NullMarked
package io.stakebook.verifier;

import org.jspecify.annotations.NullMarked;
