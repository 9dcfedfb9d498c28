package io.stakebook.api.journal;

import io.stakebook.core.error.Conflict;
import io.stakebook.core.error.ErrorCode;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Reads that ask for "at least sequence N": they wait a little for it, then say where the reader stands. */
final class SequenceWait {

    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private SequenceWait() {}

    /**
     * Reads until what is read has reached the sequence.
     *
     * @param wantedOrNull null when the caller did not ask for one
     * @param what names the sequence in the refusal
     * @throws Conflict {@code SEQUENCE_NOT_REACHED} after two seconds
     */
    static <T> Optional<T> reach(
            @Nullable Long wantedOrNull, String what, Supplier<Optional<T>> read, ToLongFunction<T> sequence) {
        long giveUp = System.nanoTime() + PATIENCE_NANOS;
        while (true) {
            Optional<T> found = read.get();
            if (wantedOrNull == null) {
                return found;
            }
            long reached = found.map(sequence::applyAsLong).orElse(0L);
            if (reached >= wantedOrNull) {
                return found;
            }
            if (System.nanoTime() >= giveUp) {
                throw new Conflict(
                        ErrorCode.SEQUENCE_NOT_REACHED,
                        what + " stands at " + reached + " and has not reached " + wantedOrNull + " yet; ask again",
                        Map.of("sequence", Long.toString(reached), "wanted", wantedOrNull.toString()));
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }
}
