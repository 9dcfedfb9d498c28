package io.stakebook.persistence.posting.batch;

import io.stakebook.core.account.Limits;
import io.stakebook.core.journal.Balance;
import java.time.Instant;

/**
 * One account as the batch sees it.
 *
 * @param id its number, 0 while the account has no row
 * @param balance the committed balance plus the batch's effects so far
 * @param storedSequence sequence of its newest posting before the batch, 0 when there is none
 * @param storedLimits version of the limits then
 * @param rowSequence sequence its balance row has followed to, 0 when there is no row; behind {@code storedSequence} when it lags
 * @param effectiveHigh the latest effective time of a posting so far
 * @param recordedAt time of the newest posting or change of limits
 */
public record AccountAtWork(
        long id,
        Balance balance,
        long storedSequence,
        long storedLimits,
        long rowSequence,
        Instant effectiveHigh,
        Instant recordedAt) {

    /** True when the batch did something to it. */
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

    /** True when its balance row is behind its postings. */
    public boolean lags() {
        return rowSequence < balance.sequence();
    }

    AccountAtWork with(Balance next, Instant effectiveAt, Instant at) {
        Instant high = effectiveAt.isAfter(effectiveHigh) ? effectiveAt : effectiveHigh;
        return new AccountAtWork(id, next, storedSequence, storedLimits, rowSequence, high, at);
    }

    /** Whatever is recorded on the account after this is recorded later than the limits it was decided under. */
    AccountAtWork with(Limits limits, Instant at) {
        return new AccountAtWork(
                id, balance.with(limits), storedSequence, storedLimits, rowSequence, effectiveHigh, at);
    }

    /** The state once the batch that changed it is durable; the row of an account that it opened is written with it. */
    public AccountAtWork stored(long number) {
        return stored(number, id == 0 ? balance.sequence() : rowSequence);
    }

    /** The state once its row has followed. */
    public AccountAtWork followed() {
        return stored(id, balance.sequence());
    }

    /** The state if its row has followed to that sequence only. */
    public AccountAtWork behind(long sequence) {
        return stored(id, sequence);
    }

    private AccountAtWork stored(long number, long row) {
        long version = balance.limits().version();
        return new AccountAtWork(number, balance, balance.sequence(), version, row, effectiveHigh, recordedAt);
    }
}
