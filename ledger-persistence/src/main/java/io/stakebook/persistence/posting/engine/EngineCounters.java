package io.stakebook.persistence.posting.engine;

import io.stakebook.core.posting.EngineFigures;
import io.stakebook.persistence.posting.batch.Draft;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/** The running numbers behind {@link EngineFigures}. */
final class EngineCounters {

    final LongAdder batches = new LongAdder();
    final LongAdder batchedCommands = new LongAdder();
    final LongAdder replayed = new LongAdder();
    final LongAdder conflicts = new LongAdder();
    final LongAdder retried = new LongAdder();
    final LongAdder failed = new LongAdder();
    final LongAdder overloaded = new LongAdder();
    final LongAdder fenceLosses = new LongAdder();
    final LongAdder bisects = new LongAdder();
    final LongAdder restNanos = new LongAdder();

    private volatile long heldAccounts;
    private volatile long laggingRows;
    private volatile boolean cold;

    /** What the leased writer has in memory. */
    void remembers(long accounts, long lagging, boolean more) {
        heldAccounts = accounts;
        laggingRows = lagging;
        cold = more;
    }

    void committed(Draft draft) {
        if (draft.writes()) {
            batches.increment();
            batchedCommands.add(draft.batch().size());
        }
    }

    EngineFigures read(long queued, long queueCapacity, boolean leaseHeld, long takeovers) {
        return new EngineFigures(
                queued,
                queueCapacity,
                leaseHeld,
                takeovers,
                fenceLosses.sum(),
                batches.sum(),
                batchedCommands.sum(),
                replayed.sum(),
                conflicts.sum(),
                retried.sum(),
                bisects.sum(),
                failed.sum(),
                overloaded.sum(),
                heldAccounts,
                cold,
                laggingRows,
                TimeUnit.NANOSECONDS.toMillis(restNanos.sum()));
    }
}
