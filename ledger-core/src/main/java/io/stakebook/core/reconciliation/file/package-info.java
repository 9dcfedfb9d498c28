/**
 * A provider's statement as a file: bytes in, rows out, or the line, the column and the rule that make it unreadable.
 *
 * <p>Invariant: a file is read as a whole or not at all; what two programs would read in two ways is refused. May use:
 * {@code proof}, {@code money}, {@code id}, {@code error}.
 */
@NullMarked
package io.stakebook.core.reconciliation.file;

import org.jspecify.annotations.NullMarked;
