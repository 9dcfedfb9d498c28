package io.stakebook.persistence.posting.engine;

import io.stakebook.persistence.posting.batch.Ticket;
import java.util.List;

/**
 * How batches are written. What is said here by itself is true of writing under locks, where a batch has come to its end when it
 * is written and nothing is remembered; {@link LeasedWriting} says otherwise. Used by the engine's thread only, but for the lease's
 * figures.
 */
interface Writing extends AutoCloseable {

    /** So long the engine waits for a command before it looks around. */
    long LOOK_AGAIN_MILLIS = 200;

    /** Before the first batch. */
    default void start() {}

    /** Makes room for the next batch; true while there is more to prepare at once. */
    default boolean makeReady() {
        return false;
    }

    /**
     * About how much weight the next batch should have.
     *
     * @param first its first command
     * @param behind how many commands wait behind that
     */
    default int most(Ticket<?> first, int behind) {
        return Integer.MAX_VALUE;
    }

    /** Writes a batch, or brings it on its way. */
    void write(List<Ticket<?>> batch);

    /** True while a batch is on its way. */
    default boolean flying() {
        return false;
    }

    /** Waits until none is, and all of them are durable. */
    default void land() {}

    /** Does what can wait while nothing is asked; true when there is more of it at once. */
    default boolean tidy() {
        return false;
    }

    /** How long to wait for a command. */
    default long pauseMillis() {
        return LOOK_AGAIN_MILLIS;
    }

    /** True while this node writes from memory. */
    default boolean leaseHeld() {
        return false;
    }

    /** How often this node took the lease. */
    default long takeovers() {
        return 0;
    }

    /** After the last batch; also when there was none. */
    @Override
    default void close() {}
}
