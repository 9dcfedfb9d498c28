package io.stakebook.core.export;

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

    /** One more event is written; stored now and then, because each store is a transaction. */
    void wroteOne() {
        job = job.wrote(job.done() + 1);
        if (job.done() % STORED_EVERY == 0) {
            seat.store(job);
        }
    }
}
