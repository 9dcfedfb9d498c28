package io.stakebook.core.export;

import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.error.Unavailable;
import java.time.Instant;
import java.util.Objects;

/** Keeps a running export's newest value, in memory and in the store. One thread only. */
final class Progress {

    private static final long STORED_EVERY = 4_096;

    private final ExportSeat seat;
    private ExportJob job;

    Progress(ExportSeat seat, ExportJob job) {
        this.seat = seat;
        this.job = job;
    }

    ExportJob job() {
        return job;
    }

    Instant startedAt() {
        return Objects.requireNonNull(job.startedAtOrNull(), "a running export was started");
    }

    void to(ExportJob next) {
        seat.store(next);
        job = next;
    }

    /**
     * One more event is written; stored now and then, because each store is a transaction.
     *
     * @throws Unavailable when the thread was told to end
     */
    void wroteOne() {
        if (Thread.currentThread().isInterrupted()) {
            throw stopped(job);
        }
        job = job.wrote(job.done() + 1);
        if (job.done() % STORED_EVERY == 0) {
            seat.store(job);
        }
    }

    static Unavailable stopped(ExportJob job) {
        return new Unavailable(
                ErrorCode.OVERLOADED, "the writing of export " + job.id() + " was stopped; it is taken up again");
    }
}
