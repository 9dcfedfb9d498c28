package io.stakebook.core.posting;

import io.stakebook.core.account.AccountName;
import io.stakebook.core.account.Limits;

/**
 * New limits of an account. The engine writes them to the balance and keeps every version.
 *
 * @param limits the version after the one that was in force
 * @param setBy who asked for it
 * @param reason why, in the words of who asked
 */
public record LimitChange(AccountName account, Limits limits, String setBy, String reason) {}
