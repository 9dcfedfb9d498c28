package io.stakebook.core.posting;

/**
 * One write. {@link #decide} is pure: same books, same plan, no side effect; the engine may call it again after a failed
 * attempt. Identifiers of new objects are chosen before the command is submitted.
 *
 * @param <R> what the caller learns when the command is accepted
 */
public interface Command<R> {

    Needs needs();

    /** About how many entries it may write: what one transaction takes is counted in these. Above zero. */
    default int weight() {
        return 1;
    }

    /**
     * True when a refusal is an outcome that somebody is told for ever. False for a step of a job: it is taken again under the
     * same key until what stands in its way is gone, so nothing of a refusal is kept.
     */
    default boolean keepsRefusal() {
        return true;
    }

    /**
     * Decides against the accounts and rows it declared.
     *
     * @throws io.stakebook.core.error.Rejected an outcome, unless {@link #keepsRefusal} says no: kept with the idempotency
     *     key, nothing else is written
     * @throws io.stakebook.core.error.NotFound likewise
     * @throws io.stakebook.core.error.Conflict not an outcome: nothing is kept, the caller may decide again
     */
    Plan<R> decide(Books books);
}
