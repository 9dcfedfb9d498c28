package io.stakebook.core.export;

import io.stakebook.core.id.ExportId;
import io.stakebook.core.posting.Stored;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An export that was asked for.
 *
 * @param fromAskedOrNull size to start at; null for the end of the export before
 * @param toAskedOrNull size to end at; null for everything committed when the export starts
 * @param rangeOrNull what it holds, fixed when it starts
 * @param done events written so far
 * @param attempts begun so far that did not end in a verdict, the one at work included
 * @param requestedBy subject of the caller
 * @param startedAtOrNull when it was first started; a restart does not change it, so that the bundle does not change
 * @param failureOrNull one sentence, when it failed
 * @param bundleOrNull when it completed
 */
public record ExportJob(
        ExportId id,
        @Nullable Long fromAskedOrNull,
        @Nullable Long toAskedOrNull,
        ExportState state,
        ExportStage stage,
        @Nullable ExportRange rangeOrNull,
        long done,
        int attempts,
        String requestedBy,
        Instant requestedAt,
        @Nullable Instant startedAtOrNull,
        @Nullable Instant finishedAtOrNull,
        @Nullable String failureOrNull,
        @Nullable ExportedBundle bundleOrNull)
        implements Stored {

    public ExportJob {
        boolean consistent = switch (state) {
            case QUEUED -> startedAtOrNull == null && bundleOrNull == null && failureOrNull == null;
            case RUNNING -> startedAtOrNull != null && bundleOrNull == null && failureOrNull == null;
            case COMPLETED -> rangeOrNull != null && bundleOrNull != null && failureOrNull == null;
            case FAILED -> bundleOrNull == null && failureOrNull != null;
        };
        boolean finished = state == ExportState.COMPLETED || state == ExportState.FAILED;
        if (!consistent || finished != (finishedAtOrNull != null)) {
            throw new IllegalArgumentException("export " + id + " is " + state + ", started " + startedAtOrNull
                    + ", finished " + finishedAtOrNull + ", failure " + failureOrNull + ", bundle " + bundleOrNull);
        }
    }

    static ExportJob queued(ExportId id, @Nullable Long from, @Nullable Long to, String by, Instant at) {
        return new ExportJob(
                id, from, to, ExportState.QUEUED, ExportStage.WAITING, null, 0, 0, by, at, null, null, null, null);
    }

    @Override
    public String recordId() {
        return id.toString();
    }

    public Optional<ExportRange> range() {
        return Optional.ofNullable(rangeOrNull);
    }

    public Optional<ExportedBundle> bundle() {
        return Optional.ofNullable(bundleOrNull);
    }

    /** Takes the export up, or takes it up again: from its start, with the time of its first start. */
    ExportJob started(Instant at) {
        requireUnfinished();
        return new ExportJob(
                id,
                fromAskedOrNull,
                toAskedOrNull,
                ExportState.RUNNING,
                ExportStage.PLANNING,
                rangeOrNull,
                0,
                attempts + 1,
                requestedBy,
                requestedAt,
                startedAtOrNull == null ? at : startedAtOrNull,
                null,
                null,
                null);
    }

    ExportJob writing(ExportRange range) {
        return running(ExportStage.WRITING, range, 0);
    }

    ExportJob wrote(long events) {
        return running(stage, rangeOrNull, events);
    }

    ExportJob packing() {
        return running(ExportStage.PACKING, rangeOrNull, done);
    }

    /** It waits for something else: the attempt says nothing about this export. */
    ExportJob waits() {
        return running(stage, rangeOrNull, done, attempts - 1);
    }

    private ExportJob running(ExportStage nowAt, @Nullable ExportRange range, long events) {
        return running(nowAt, range, events, attempts);
    }

    private ExportJob running(ExportStage nowAt, @Nullable ExportRange range, long events, int begun) {
        requireUnfinished();
        return new ExportJob(
                id,
                fromAskedOrNull,
                toAskedOrNull,
                ExportState.RUNNING,
                nowAt,
                range,
                events,
                begun,
                requestedBy,
                requestedAt,
                startedAtOrNull,
                null,
                null,
                null);
    }

    ExportJob completed(ExportedBundle bundle, Instant at) {
        requireUnfinished();
        return new ExportJob(
                id,
                fromAskedOrNull,
                toAskedOrNull,
                ExportState.COMPLETED,
                ExportStage.DONE,
                rangeOrNull,
                done,
                attempts,
                requestedBy,
                requestedAt,
                startedAtOrNull,
                at,
                null,
                bundle);
    }

    ExportJob failed(String why, Instant at) {
        requireUnfinished();
        return new ExportJob(
                id,
                fromAskedOrNull,
                toAskedOrNull,
                ExportState.FAILED,
                stage,
                rangeOrNull,
                done,
                attempts,
                requestedBy,
                requestedAt,
                startedAtOrNull,
                at,
                why,
                null);
    }

    private void requireUnfinished() {
        if (state == ExportState.COMPLETED || state == ExportState.FAILED) {
            throw new IllegalStateException("export " + id + " is " + state + " and stays so");
        }
    }
}
