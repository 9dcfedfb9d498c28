/**
 * Failures as problems (RFC 9457): which code has which status, what the caller reads, and how the log finds it again.
 *
 * <p>Invariants: every failure leaves as {@code application/problem+json} with a stable code; no text of a foreign library
 * reaches the caller.
 * May use: {@code http.json}, the core.
 */
@NullMarked
package io.stakebook.api.http.problem;

import org.jspecify.annotations.NullMarked;
