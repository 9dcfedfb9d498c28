package io.stakebook.core.posting;

import java.util.Optional;

/** Whether this node can write the book at all. */
public interface WriteAccess {

    /** The store takes no writes; reads go on. */
    String READ_ONLY = "read-only";

    /** The store holds what this node cannot read and every write is ruled by, as rows of a newer version. */
    String NOT_UNDERSTOOD = "not-understood";

    /**
     * Why nothing can be written.
     *
     * @param state in a word, one of those above
     * @param reason for an operator
     */
    record Refusal(String state, String reason) {}

    /**
     * Asks the store.
     *
     * @return empty when this node can write
     * @throws io.stakebook.core.error.Unavailable {@code OVERLOADED} when the store does not answer
     */
    Optional<Refusal> refusal();
}
