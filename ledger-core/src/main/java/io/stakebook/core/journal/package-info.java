/**
 * Journal entries and postings, the only way a balance changes.
 *
 * <p>Invariant: an entry has at least two postings and balances in every asset it touches; it never changes after it was
 * recorded. May use: {@code proof}, {@code account}, {@code money}, {@code page}, {@code id}, {@code error}.
 */
@NullMarked
package io.stakebook.core.journal;

import org.jspecify.annotations.NullMarked;
