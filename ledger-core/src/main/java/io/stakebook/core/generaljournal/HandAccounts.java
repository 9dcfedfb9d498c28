package io.stakebook.core.generaljournal;

import io.stakebook.core.account.AccountName;
import io.stakebook.core.account.ChartAccount;
import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.error.Rejected;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * Which accounts may be written by hand. Position accounts, pending subscriptions and withdrawals in
 * transit equal rows that only the staking book's own commands keep; an entry by hand would part them.
 */
final class HandAccounts {

    private static final Set<ChartAccount> KEPT =
            EnumSet.of(ChartAccount.SUBSCRIPTION_PENDING, ChartAccount.WITHDRAWAL_IN_TRANSIT);

    private HandAccounts() {}

    /** @throws Rejected {@code ACCOUNT_NOT_OPEN_TO_HAND} */
    static void require(AccountName account) {
        ChartAccount chart = account.chart();
        if (chart.scope() == ChartAccount.Scope.POSITION || KEPT.contains(chart)) {
            throw new Rejected(
                    ErrorCode.ACCOUNT_NOT_OPEN_TO_HAND,
                    "account " + account + " (" + chart.title() + ") is kept by the staking book and not by hand",
                    Map.of("account", account.toString()));
        }
    }
}
