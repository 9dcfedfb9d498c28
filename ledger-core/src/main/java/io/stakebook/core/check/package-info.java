/**
 * Checking the book: every stored figure is derived again from the journal and compared.
 *
 * <p>Invariant: a checker only reads. May use: {@code error}, {@code id}, {@code page}, {@code posting}.
 */
@NullMarked
package io.stakebook.core.check;

import org.jspecify.annotations.NullMarked;
