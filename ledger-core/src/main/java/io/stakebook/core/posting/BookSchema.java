package io.stakebook.core.posting;

import java.util.Optional;

/** Which version of the store's schema this node was made for, and whether the store has left it behind. */
public interface BookSchema {

    /** The newest version this node knows; it is in place, and maybe newer ones on top of it. */
    String known();

    /**
     * Asks the store.
     *
     * @return the version that a newer node has migrated it to, meanwhile or before this one was let start on it; empty when
     *     none has
     * @throws io.stakebook.core.error.Unavailable {@code OVERLOADED} when it does not answer
     */
    Optional<String> newer();
}
