/**
 * Checking the book: every stored figure is derived again from the journal and compared.
 *
 * <p>Invariant: a checker only reads. May use: {@code error}.
 */
@NullMarked
package io.stakebook.core.check;

import org.jspecify.annotations.NullMarked;
