/**
 * The checker: derives every stored figure from the journal again and compares, in one snapshot
 * (docs/reference/checks.md).
 *
 * <p>Invariant: it reads nothing it could have written, trusts no flag it can derive, and stops at no first fault. May use:
 * {@code sql}, {@code decision}, {@code posting} (to keep reports), {@code core.proof}.
 */
@NullMarked
package io.stakebook.persistence.check;

import org.jspecify.annotations.NullMarked;
