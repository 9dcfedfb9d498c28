/**
 * The checker: derives every stored figure from the journal again and compares, stretch by stretch, each in a short snapshot of
 * its own (docs/reference/checks.md).
 *
 * <p>Invariant: it reads nothing it could have written, trusts no flag it can derive, stops at no first fault, and asks
 * no query whose cost grows with the square of the book. May use:
 * {@code sql}, {@code decision}, {@code posting} (to keep reports), {@code core.proof}.
 */
@NullMarked
package io.stakebook.persistence.check;

import org.jspecify.annotations.NullMarked;
