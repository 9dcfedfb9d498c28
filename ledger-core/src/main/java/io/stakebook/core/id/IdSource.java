package io.stakebook.core.id;

import java.util.UUID;

/** Where new identifiers come from; injected, so that a test or a replay can fix them. */
@FunctionalInterface
public interface IdSource {

    /** A new time-ordered identifier (UUID version 7, RFC 9562 section 5.7). */
    UUID next();
}
