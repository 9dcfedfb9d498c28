/**
 * Policy decisions as the ledger asks for them and keeps them: evaluated at commit, stored with the entry they allowed or
 * refused.
 *
 * <p>May use: {@code id}, {@code money}, {@code page}, {@code error}, {@code presence}, the policy module.
 */
@NullMarked
package io.stakebook.core.decision;

import org.jspecify.annotations.NullMarked;
