package io.stakebook.persistence.posting.batch;

import io.stakebook.core.account.Limits;
import io.stakebook.core.journal.Balance;
import java.time.Instant;

/**
 * One account as the batch sees it.
 *
 * @param id its number, 0 while the account has no row
 * @param balance the committed balance plus the batch's effects so far
 * @param storedSequence sequence of the balance row when it was locked, 0 when there is none
 * @param storedLimits version of the limits then
 * @param effectiveHigh the latest effective time of a posting so far
 * @param recordedAt time of the newest posting or change of limits
 */
public record AccountState(
        long id, Balance balance, long storedSequence, long storedLimits, Instant effectiveHigh, Instant recordedAt) {

    /** True when the balance row must be written. */
    public boolean changed() {
        return moved() || limited();
    }

    /** True when the batch posted to it. */
    public boolean moved() {
        return balance.sequence() != storedSequence;
    }

    /** True when the batch set its limits. */
    public boolean limited() {
        return balance.limits().version() != storedLimits;
    }

    AccountState with(Balance next, Instant effectiveAt, Instant at) {
        Instant high = effectiveAt.isAfter(effectiveHigh) ? effectiveAt : effectiveHigh;
        return new AccountState(id, next, storedSequence, storedLimits, high, at);
    }

    /** Whatever is recorded on the account after this is recorded later than the limits it was decided under. */
    AccountState with(Limits limits, Instant at) {
        return new AccountState(id, balance.with(limits), storedSequence, storedLimits, effectiveHigh, at);
    }

    /** The state once the batch that changed it is durable. */
    public AccountState stored(long number) {
        return new AccountState(
                number, balance, balance.sequence(), balance.limits().version(), effectiveHigh, recordedAt);
    }
}
