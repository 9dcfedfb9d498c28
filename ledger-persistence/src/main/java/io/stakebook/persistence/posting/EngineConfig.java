package io.stakebook.persistence.posting;

import java.time.Duration;

/**
 * Limits of the posting engine.
 *
 * @param queueCapacity submissions that may wait; more are turned away as {@code OVERLOADED}
 * @param batchCap most commands in one transaction; a batch is whatever is queued, never waited for
 * @param maxAttempts how often one batch is tried when the connection or a lock fails
 * @param mode how accounts are read
 * @param heldAccounts most balances kept in memory when leased
 * @param longestBatch how long one batch is tried, with all that it is split into, while rows stay locked, statements take
 *     too long or the database is away; then its callers are told to ask again. The end of the engine waits as long for what
 *     is queued, but 5 s at most
 * @param firstBackoff pause before the first new attempt; doubles up to {@code longestBackoff}
 */
public record EngineConfig(
        int queueCapacity,
        int batchCap,
        int maxAttempts,
        Duration firstBackoff,
        Duration longestBackoff,
        Mode mode,
        int heldAccounts,
        Duration longestBatch) {

    /** How the accounts of a batch are read. */
    public enum Mode {
        /** Under row locks, in every batch. */
        LOCKED,
        /** From memory while this node holds the lease, under row locks while another does. */
        LEASED
    }

    private static final int FEWEST_HELD = 1_000;

    public EngineConfig {
        if (queueCapacity < 1 || batchCap < 1 || maxAttempts < 1) {
            throw new IllegalArgumentException("the engine needs a queue, a batch and an attempt of at least 1, not "
                    + queueCapacity + ", " + batchCap + ", " + maxAttempts);
        }
        if (longestBatch.isNegative() || longestBatch.isZero()) {
            throw new IllegalArgumentException("a batch must be tried for some time, not for " + longestBatch);
        }
        if (heldAccounts < FEWEST_HELD) {
            throw new IllegalArgumentException(
                    "the engine must be allowed to hold at least " + FEWEST_HELD + " balances, not " + heldAccounts);
        }
        if (firstBackoff.isNegative() || longestBackoff.compareTo(firstBackoff) < 0) {
            throw new IllegalArgumentException(
                    "backoff must rise from " + firstBackoff + " to at least that, not to " + longestBackoff);
        }
    }

    public static EngineConfig defaults() {
        return new EngineConfig(
                16_384,
                4_096,
                10,
                Duration.ofMillis(10),
                Duration.ofSeconds(1),
                Mode.LEASED,
                1_000_000,
                Duration.ofMinutes(1));
    }

    public EngineConfig withQueueCapacity(int other) {
        return new EngineConfig(
                other, batchCap, maxAttempts, firstBackoff, longestBackoff, mode, heldAccounts, longestBatch);
    }

    public EngineConfig withBatchCap(int other) {
        return new EngineConfig(
                queueCapacity, other, maxAttempts, firstBackoff, longestBackoff, mode, heldAccounts, longestBatch);
    }

    public EngineConfig withMaxAttempts(int other) {
        return new EngineConfig(
                queueCapacity, batchCap, other, firstBackoff, longestBackoff, mode, heldAccounts, longestBatch);
    }

    public EngineConfig withBackoff(Duration first, Duration longest) {
        return new EngineConfig(queueCapacity, batchCap, maxAttempts, first, longest, mode, heldAccounts, longestBatch);
    }

    public EngineConfig with(Mode other) {
        return new EngineConfig(
                queueCapacity, batchCap, maxAttempts, firstBackoff, longestBackoff, other, heldAccounts, longestBatch);
    }

    public EngineConfig withHeldAccounts(int other) {
        return new EngineConfig(
                queueCapacity, batchCap, maxAttempts, firstBackoff, longestBackoff, mode, other, longestBatch);
    }

    public EngineConfig withLongestBatch(Duration other) {
        return new EngineConfig(
                queueCapacity, batchCap, maxAttempts, firstBackoff, longestBackoff, mode, heldAccounts, other);
    }

    public Duration backoff(int attempt) {
        Duration pause = firstBackoff;
        for (int i = 1; i < attempt && pause.compareTo(longestBackoff) < 0; i++) {
            pause = pause.multipliedBy(2);
        }
        return pause.compareTo(longestBackoff) < 0 ? pause : longestBackoff;
    }
}
