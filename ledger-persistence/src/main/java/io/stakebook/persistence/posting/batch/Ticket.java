package io.stakebook.persistence.posting.batch;

import io.stakebook.core.posting.IdempotencyKey;
import io.stakebook.core.posting.Needs;
import io.stakebook.core.posting.Outcome;
import io.stakebook.core.posting.Submission;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A submission on its way, with the promise given to its caller. Touched by the engine's thread only, but for the promise. */
public final class Ticket<R> {

    private final Submission<R> submission;
    private final CompletableFuture<Outcome> promise = new CompletableFuture<>();
    private final Needs needs;
    private final KeyName name;
    private final List<Instant> doubted = new ArrayList<>(0);
    private @Nullable Instant attemptedAt;

    public Ticket(Submission<R> submission) {
        this.submission = submission;
        this.needs = submission.command().needs();
        this.name = new KeyName(submission.key().scope(), submission.key().key());
    }

    public Needs needs() {
        return needs;
    }

    Submission<R> submission() {
        return submission;
    }

    public IdempotencyKey key() {
        return submission.key();
    }

    public KeyName name() {
        return name;
    }

    /** About how many entries it may write. */
    public int weight() {
        return submission.command().weight();
    }

    public CompletableFuture<Outcome> promise() {
        return promise;
    }

    /** True when an attempt of ours that may have happened was recorded then: such an outcome is our own, not a replay. */
    boolean wrote(Instant recordedAt) {
        return recordedAt.equals(attemptedAt) || doubted.contains(recordedAt);
    }

    void attempt(Instant recordedAt) {
        attemptedAt = recordedAt;
    }

    /** The last attempt ended without an answer: until an outcome is found, nobody can say that nothing was done. */
    public void doubt() {
        if (attemptedAt != null) {
            doubted.add(attemptedAt);
            attemptedAt = null;
        }
    }

    /** True when an attempt may have happened. */
    public boolean doubtful() {
        return !doubted.isEmpty();
    }

    /** The last attempt surely did not happen: an outcome of the same microsecond is somebody else's. */
    public void withdraw() {
        attemptedAt = null;
    }
}
