/**
 * Policy decisions as the ledger keeps them: evaluated at commit, stored with the entry they allowed or refused.
 *
 * <p>May use: {@code id}, {@code customer}, the policy module.
 */
@NullMarked
package io.stakebook.core.decision;

import org.jspecify.annotations.NullMarked;
