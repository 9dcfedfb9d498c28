package io.stakebook.persistence.posting;

import java.util.concurrent.atomic.LongAdder;

/** The running numbers behind {@link EngineStats}. */
final class EngineCounters {

    final LongAdder batches = new LongAdder();
    final LongAdder batchedCommands = new LongAdder();
    final LongAdder committed = new LongAdder();
    final LongAdder rejected = new LongAdder();
    final LongAdder refused = new LongAdder();
    final LongAdder replayed = new LongAdder();
    final LongAdder conflicts = new LongAdder();
    final LongAdder retried = new LongAdder();
    final LongAdder failed = new LongAdder();
    final LongAdder overloaded = new LongAdder();

    EngineStats read(long queued) {
        return new EngineStats(
                queued,
                batches.sum(),
                batchedCommands.sum(),
                committed.sum(),
                rejected.sum(),
                refused.sum(),
                replayed.sum(),
                conflicts.sum(),
                retried.sum(),
                failed.sum(),
                overloaded.sum());
    }
}
