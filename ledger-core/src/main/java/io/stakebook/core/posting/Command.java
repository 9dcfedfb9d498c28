package io.stakebook.core.posting;

/**
 * One write. {@link #decide} is pure: same books, same plan, no side effect; the engine may call it again after a failed
 * attempt. Identifiers of new objects are chosen before the command is submitted.
 *
 * @param <R> what the caller learns when the command is accepted
 */
public interface Command<R> {

    Needs needs();

    /**
     * Decides against locked state.
     *
     * @throws io.stakebook.core.error.Rejected an outcome: kept with the idempotency key, nothing else is written
     * @throws io.stakebook.core.error.NotFound likewise
     * @throws io.stakebook.core.error.Conflict not an outcome: nothing is kept, the caller may decide again
     */
    Plan<R> decide(Books books);
}
