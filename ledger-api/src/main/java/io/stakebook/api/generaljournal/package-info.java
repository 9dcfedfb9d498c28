/**
 * Entries that finance writes over HTTP: one, many, their reversal, and the limits of accounts.
 *
 * <p>Invariant: nothing here decides; a form becomes a command of the core and its outcome an answer. May use: {@code http},
 * {@code security}, {@code submission}, {@code journal}, the core.
 */
@NullMarked
package io.stakebook.api.generaljournal;

import org.jspecify.annotations.NullMarked;
