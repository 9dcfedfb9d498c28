/**
 * Customers and the facts on file over HTTP.
 *
 * <p>Invariant: a user sees nobody but himself; no name, document number or address passes through. May use: {@code http}, {@code security}, {@code submission}, the core.
 */
@NullMarked
package io.stakebook.api.customer;

import org.jspecify.annotations.NullMarked;
