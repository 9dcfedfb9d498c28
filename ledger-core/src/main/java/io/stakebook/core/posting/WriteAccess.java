package io.stakebook.core.posting;

import java.util.Optional;

/** Whether the store of the book takes writes at all; reads go on where it does not. */
public interface WriteAccess {

    /**
     * Asks the store.
     *
     * @return empty when it takes writes, otherwise why it takes none, for an operator
     * @throws io.stakebook.core.error.Unavailable {@code OVERLOADED} when it does not answer
     */
    Optional<String> refusal();
}
