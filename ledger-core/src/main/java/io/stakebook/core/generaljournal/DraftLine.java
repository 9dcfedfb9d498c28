package io.stakebook.core.generaljournal;

import io.stakebook.core.account.AccountName;
import io.stakebook.core.account.Side;
import io.stakebook.core.money.Amount;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One posting of a draft, with what must hold of its account before the entry.
 *
 * @param expectedVersion the account's sequence before the entry, null to not ask
 */
public record DraftLine(
        AccountName account,
        Side side,
        Amount amount,
        @Nullable Long expectedVersion,
        List<Condition> conditions) {

    public DraftLine {
        conditions = List.copyOf(conditions);
    }

    /** A posting without conditions. */
    public DraftLine(AccountName account, Side side, Amount amount) {
        this(account, side, amount, null, List.of());
    }
}
