/**
 * Statements and breaks over HTTP.
 *
 * <p>Invariant: finance writes, finance and auditors read; a preview writes nothing. May use: {@code http}, {@code security},
 * {@code submission}, the core's {@code reconciliation}.
 */
@NullMarked
package io.stakebook.api.reconciliation;

import org.jspecify.annotations.NullMarked;
