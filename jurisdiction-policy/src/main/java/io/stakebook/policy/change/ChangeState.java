package io.stakebook.policy.change;

/** Where a change request stands. */
public enum ChangeState {
    /** Being written; the content may change. */
    DRAFT,
    /** The content is well formed and differs from the base. */
    VALIDATED,
    /** A preview on a named population is attached. */
    SIMULATED,
    /** Waiting for people who did not write it. */
    IN_REVIEW,
    /** Enough of them agreed to exactly this content. */
    APPROVED,
    /** Has an instant at which it takes effect. */
    SCHEDULED,
    ACTIVE,
    /** A later change took its place. */
    SUPERSEDED,
    REJECTED,
    WITHDRAWN,
    /** One officer's tightening that nobody ratified in time; what stood before stands again. */
    EXPIRED;

    /** Whether nothing can happen to the request any more. */
    public boolean isFinal() {
        return this == SUPERSEDED || this == REJECTED || this == WITHDRAWN || this == EXPIRED;
    }
}
