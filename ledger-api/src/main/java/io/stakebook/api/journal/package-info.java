/**
 * Accounts, entries and the trial balance over HTTP.
 *
 * <p>Invariant: read only; what is shown is what was recorded. May use: {@code http}, {@code security}, the core.
 */
@NullMarked
package io.stakebook.api.journal;

import org.jspecify.annotations.NullMarked;
