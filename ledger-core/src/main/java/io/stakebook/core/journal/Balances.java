package io.stakebook.core.journal;

import io.stakebook.core.account.AccountName;
import io.stakebook.core.id.CustomerId;
import java.util.List;
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

    /** All accounts of a customer that had a posting or have limits, by name. */
    List<Balance> of(CustomerId customer);

    /** All house accounts that had a posting or have limits, by name. */
    List<Balance> house();

    /** The account at a moment, with zeros before it was first heard of; empty when it is not known today either. */
    Optional<Balance> find(AccountName account, AsOf moment);

    /** All accounts of a customer that had a posting recorded or limits set by then, by name. */
    List<Balance> of(CustomerId customer, AsOf moment);

    /** All house accounts that had a posting recorded or limits set by then, by name. */
    List<Balance> house(AsOf moment);
}
