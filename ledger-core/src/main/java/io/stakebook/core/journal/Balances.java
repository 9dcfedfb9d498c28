package io.stakebook.core.journal;

import io.stakebook.core.account.AccountName;
import io.stakebook.core.id.CustomerId;
import java.util.List;
import java.util.Optional;

/** Reads balances as of the newest commit. */
public interface Balances {

    Optional<Balance> find(AccountName account);

    /** All accounts of a customer that had a posting, by name. */
    List<Balance> of(CustomerId customer);

    /** All house accounts that had a posting, by name. */
    List<Balance> house();
}
