/**
 * Policy decisions as the ledger asks for them and keeps them: evaluated at commit, stored with the entry they allowed or
 * refused.
 *
 * <p>Invariant: the policy is asked with what is left of a customer's file at the moment of the act, and a decision holds
 * no longer than what it rests on. May use: {@code id}, {@code money}, {@code page}, {@code error}, {@code presence}, the
 * policy module.
 */
@NullMarked
package io.stakebook.core.decision;

import org.jspecify.annotations.NullMarked;
