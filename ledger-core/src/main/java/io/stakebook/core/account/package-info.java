/**
 * The chart of accounts and the names of accounts in the book.
 *
 * <p>Invariant: an account name says its chart code, asset and owner; nothing else decides where a posting lands. May
 * use: {@code error}, {@code id}, {@code money}.
 */
@NullMarked
package io.stakebook.core.account;

import org.jspecify.annotations.NullMarked;
