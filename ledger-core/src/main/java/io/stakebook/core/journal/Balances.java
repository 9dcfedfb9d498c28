package io.stakebook.core.journal;

import io.stakebook.core.account.AccountName;
import io.stakebook.core.id.CustomerId;
import io.stakebook.core.page.Limit;
import io.stakebook.core.page.Page;
import java.util.Optional;

/**
 * Reads balances: posted, reserved, version and limits of an account in one consistent answer.
 *
 * <p>At a moment in the past the balance is the fold of the account's postings whose effective and recorded time are both
 * at or before it; the version is the number of postings recorded by then, and the limits are those in force by then.
 */
public interface Balances {

    /** The account as of the newest commit. */
    Optional<Balance> find(AccountName account);

    /** The account at a moment, with zeros before it was first heard of; empty when it is not known today either. */
    Optional<Balance> find(AccountName account, AsOf moment);

    /**
     * The accounts of a customer that had a posting recorded or limits set by then, by name. A page looks at no more
     * accounts than it may hold; where some were not heard of by then it comes short, even empty, and leads on.
     */
    Page<Balance, AccountName> of(CustomerId customer, AsOf moment, Optional<AccountName> after, Limit limit);

    /** The accounts of the house, in the same way. */
    Page<Balance, AccountName> house(AsOf moment, Optional<AccountName> after, Limit limit);
}
