package io.stakebook.core.closing;

import io.stakebook.core.error.Conflict;
import io.stakebook.core.error.Corrupt;
import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.error.NotFound;
import io.stakebook.core.error.Unavailable;
import io.stakebook.core.period.PeriodId;
import io.stakebook.core.period.PeriodState;
import io.stakebook.core.posting.Answer;
import io.stakebook.core.posting.IdempotencyKey;
import io.stakebook.core.posting.JobAnswers;
import io.stakebook.core.posting.PostingEngine;
import io.stakebook.core.posting.Submission;
import io.stakebook.core.proof.merkle.Hash;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.LockSupport;

/**
 * Carries a sealed period to its close. It may be killed at any point and called again, also by two callers at once: the
 * close has a key of its own that makes it happen once.
 */
public final class PeriodCloser {

    private static final String SCOPE = "period";
    private static final int ATTEMPTS = 8;
    private static final long PAUSE_NANOS = 50_000_000;

    private final PostingEngine engine;
    private final Periods periods;
    private final ClosingLedger ledger;

    public PeriodCloser(PostingEngine engine, Periods periods, ClosingLedger ledger) {
        this.engine = engine;
        this.periods = periods;
        this.ledger = ledger;
    }

    /**
     * Finishes the close of a sealed period, or returns a closed one as it is.
     *
     * @throws NotFound {@code RESOURCE_UNKNOWN} when nobody began to close it
     * @throws Conflict {@code STATE_CONFLICT} when it is not sealed
     * @throws Unavailable when a batch does not end or the engine stays out of reach; call again
     */
    public Period finish(PeriodId id) {
        for (int attempt = 1; ; attempt++) {
            Period period = require(id);
            if (period.state() == PeriodState.CLOSED) {
                return period;
            }
            if (!period.sealed()) {
                throw new Conflict(ErrorCode.STATE_CONFLICT, "period " + id + " is closing and was not sealed");
            }
            try {
                // Whoever read the calendar before the seal is waited for; after that, what is read here stays true.
                ledger.awaitOlderBatches();
                freeze(period, ledger.trialBalance(id.lastDay()));
            } catch (Unavailable | Conflict e) {
                if (attempt >= ATTEMPTS || Thread.currentThread().isInterrupted()) {
                    throw e;
                }
                LockSupport.parkNanos(PAUSE_NANOS * attempt);
            }
        }
    }

    private Period require(PeriodId id) {
        return periods.find(id)
                .orElseThrow(() -> new NotFound(ErrorCode.RESOURCE_UNKNOWN, "nobody began to close period " + id))
                .period();
    }

    private void freeze(Period period, FrozenTrialBalance frozen) {
        PeriodId id = period.id();
        long number = period.closes() + 1;
        IdempotencyKey key = key(id + "/close/" + number);
        Answer answer = JobAnswers.await(
                engine.submit(new Submission<>(
                        key,
                        new FreezePeriod(id, number, frozen, period.overrideOrNull()),
                        new JobAnswers<>((close, at) -> "closed at " + at + " with " + close.hash()))),
                "the close");
        if (answer.status() != JobAnswers.DONE) {
            throw new Corrupt(
                    ErrorCode.INVARIANT_BROKEN, "close " + number + " of " + id + " failed: " + answer.body());
        }
    }

    private static IdempotencyKey key(String name) {
        byte[] text = (SCOPE + " " + name).getBytes(StandardCharsets.UTF_8);
        return new IdempotencyKey(SCOPE, name, Hash.sha256(text).toHex());
    }
}
