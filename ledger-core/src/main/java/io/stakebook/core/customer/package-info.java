/**
 * Customers and the facts about them that the jurisdiction policy weighs.
 *
 * <p>Invariant: no account is opened and no fact is stored that the policy cannot read, and no override and no proof of
 * residence is stated that could hold for ever. May use: {@code decision}, {@code posting}, {@code page}, {@code id},
 * {@code error}.
 */
@NullMarked
package io.stakebook.core.customer;

import org.jspecify.annotations.NullMarked;
