/**
 * What the ledger says when it will not do something: one sealed exception family and one list of stable codes.
 *
 * <p>Invariant: every code is stable for ever and is documented in {@code docs/reference/errors.md}. May use: the JDK.
 */
@NullMarked
package io.stakebook.core.error;

import org.jspecify.annotations.NullMarked;
