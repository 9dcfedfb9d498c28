/**
 * What every resource shares: strict reading of requests, one way of writing JSON, problems (RFC 9457), paging.
 *
 * <p>Invariants: an unknown or repeated member is refused; an amount is never a JSON number; every failure leaves as
 * {@code application/problem+json} with a stable code; no text of a foreign library reaches the caller.
 */
@NullMarked
package io.stakebook.api.http;

import org.jspecify.annotations.NullMarked;
