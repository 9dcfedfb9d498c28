package io.stakebook.core.posting;

/** What the posting engine of this node is doing, for those who watch it. */
public interface EngineGauges {

    /** A quick look; the numbers are read one after another, not at one instant. */
    Snapshot read();

    /**
     * Numbers since the engine started, except where they say now.
     *
     * @param queued submissions waiting now
     * @param queueCapacity submissions that may wait; more are turned away
     * @param leaseHeld true while this node decides from balances in memory
     * @param takeovers how often this node took the lease
     * @param fenceLosses batches that another writer overtook and that were decided again
     * @param batches transactions that were committed
     * @param batchedCommands commands in those transactions; divided by {@code batches}, the mean batch size
     * @param replayed answers given again
     * @param conflicts commands told to decide again
     * @param retried attempts that failed and were run again
     * @param failed commands that ended unavailable or corrupt
     * @param overloaded submissions turned away
     * @param heldAccounts balances that this node has in memory
     * @param laggingRows balance rows known to be behind their postings
     * @param restMillis milliseconds the engine rested because too many events waited for their place in the log
     */
    record Snapshot(
            long queued,
            long queueCapacity,
            boolean leaseHeld,
            long takeovers,
            long fenceLosses,
            long batches,
            long batchedCommands,
            long replayed,
            long conflicts,
            long retried,
            long failed,
            long overloaded,
            long heldAccounts,
            long laggingRows,
            long restMillis) {}
}
