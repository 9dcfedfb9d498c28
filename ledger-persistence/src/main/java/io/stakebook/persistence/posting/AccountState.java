package io.stakebook.persistence.posting;

import io.stakebook.core.journal.Balance;
import java.time.Instant;

/**
 * One account as the batch sees it.
 *
 * @param id its number, 0 while the account has no row
 * @param balance the committed balance plus the batch's effects so far
 * @param storedSequence sequence of the balance row when it was locked, 0 when there is none
 * @param recordedAt time of the newest posting
 */
record AccountState(long id, Balance balance, long storedSequence, Instant recordedAt) {

    boolean changed() {
        return balance.sequence() != storedSequence;
    }

    AccountState with(Balance next, Instant at) {
        return new AccountState(id, next, storedSequence, at);
    }
}
