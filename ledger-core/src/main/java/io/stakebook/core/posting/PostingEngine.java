package io.stakebook.core.posting;

import java.util.concurrent.CompletionStage;

/** The one door through which the book changes: REST, bulk and internal jobs alike. */
public interface PostingEngine {

    /**
     * Queues a write and returns at once.
     *
     * @return completes after the commit; or exceptionally with {@code Rejected} ({@code IDEMPOTENCY_KEY_REUSED}: same
     *     key, other fingerprint), {@code Conflict} (nothing kept, decide again), {@code Unavailable}
     *     ({@code OVERLOADED}: the bounded queue is full, nothing was done; {@code OUTCOME_UNKNOWN}: ask again with the
     *     same key) or {@code Corrupt}
     */
    CompletionStage<Outcome> submit(Submission<?> submission);
}
