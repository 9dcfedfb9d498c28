package io.stakebook.api.journal;

import io.stakebook.core.error.Conflict;
import io.stakebook.core.error.ErrorCode;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Reads that ask for "at least sequence N": they wait a little for it, then say where the reader stands.
 *
 * <p>A read that waits holds a thread of the server, and anybody may ask for a sequence that never comes. So few wait at a
 * time; whoever finds no place is told at once where the reader stands.
 */
@ApplicationScoped
public class SequenceWait {

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    /** Half of the reads that are at work at a time. */
    private static final int MOST_WAITING = 6;

    private static final long PAUSE_NANOS = Duration.ofMillis(20).toNanos();

    private final Semaphore places;
    private final Duration patience;

    public SequenceWait() {
        this(MOST_WAITING, PATIENCE);
    }

    SequenceWait(int mostWaiting, Duration patience) {
        this.places = new Semaphore(mostWaiting);
        this.patience = patience;
    }

    /**
     * Reads until what is read has reached the sequence.
     *
     * @param wantedOrNull null when the caller did not ask for one
     * @param what names the sequence in the refusal
     * @throws Conflict {@code SEQUENCE_NOT_REACHED} after two seconds, or at once when too many wait already or the server ends
     */
    public <T> Optional<T> reach(
            @Nullable Long wantedOrNull, String what, Supplier<Optional<T>> read, ToLongFunction<T> sequence) {
        Optional<T> found = read.get();
        if (wantedOrNull == null || standing(found, sequence) >= wantedOrNull) {
            return found;
        }
        if (places.tryAcquire()) {
            try {
                found = awaited(wantedOrNull, found, read, sequence);
            } finally {
                places.release();
            }
        }
        long reached = standing(found, sequence);
        if (reached < wantedOrNull) {
            throw new Conflict(
                    ErrorCode.SEQUENCE_NOT_REACHED,
                    what + " stands at " + reached + " and has not reached " + wantedOrNull + " yet; ask again",
                    Map.of("sequence", Long.toString(reached), "wanted", wantedOrNull.toString()));
        }
        return found;
    }

    private <T> Optional<T> awaited(
            long wanted, Optional<T> first, Supplier<Optional<T>> read, ToLongFunction<T> sequence) {
        long begun = System.nanoTime();
        Optional<T> found = first;
        while (standing(found, sequence) < wanted && System.nanoTime() - begun < patience.toNanos()) {
            LockSupport.parkNanos(PAUSE_NANOS);
            if (Thread.currentThread().isInterrupted()) { // It would ask without pause; the server is about to end.
                return found;
            }
            found = read.get();
        }
        return found;
    }

    private static <T> long standing(Optional<T> found, ToLongFunction<T> sequence) {
        return found.map(sequence::applyAsLong).orElse(0L);
    }
}
