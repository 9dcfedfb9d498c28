package io.stakebook.policy.model;

/** What a policy says about an act, mildest first: the order decides which of two policies wins. */
public enum Outcome {
    /** Nothing stands against it. */
    PERMIT,
    /** It may go on because it takes out what is the subject's own; nothing new may be added. */
    EXIT_ONLY,
    /** Not now: a person has to look, or a proof is missing. */
    REVIEW,
    /** No. */
    DENY;

    /** Whether the act is carried out. */
    public boolean goesOn() {
        return this == PERMIT || this == EXIT_ONLY;
    }
}
