package io.stakebook.persistence.posting;

/**
 * What the engine did since it started; one consistent look is not promised.
 *
 * @param queued submissions waiting now
 * @param batches transactions that were committed
 * @param batchedCommands commands in those transactions; divided by {@code batches}, the mean batch size
 * @param replayed answers given again
 * @param conflicts commands told to decide again
 * @param retried attempts that failed and were run again
 * @param failed commands that ended unavailable or corrupt
 * @param overloaded submissions turned away
 * @param leaseHeld true while this node decides from memory
 * @param takeovers how often this node took the lease
 * @param fenceLosses batches that another writer overtook and that were decided again
 * @param queueCapacity submissions that may wait
 * @param bisects batches that were halved to find the command the database refuses
 * @param heldAccounts balances in memory
 * @param laggingRows balance rows known to be behind their postings
 * @param cold true while a node that decides from memory, or would, has not read ahead the balances it wants there
 * @param restNanos nanoseconds the engine rested because too many events waited for their place in the log
 */
public record EngineStats(
        long queued,
        long batches,
        long batchedCommands,
        long replayed,
        long conflicts,
        long retried,
        long failed,
        long overloaded,
        boolean leaseHeld,
        long takeovers,
        long fenceLosses,
        int queueCapacity,
        long bisects,
        long heldAccounts,
        long laggingRows,
        boolean cold,
        long restNanos) {}
