package io.stakebook.core.logkey;

import io.stakebook.core.proof.note.VerifierKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Reads the log's keys, and takes in the first. */
public interface LogKeys {

    /** So many are listed. */
    int MOST = 200;

    /** The newest {@value #MOST}, newest first. */
    List<LogKey> newest();

    Optional<LogKey> find(VerifierKey key);

    /**
     * Whether a key may sign here. A log that has none yet takes this one as its first; of several nodes that come at the same
     * time one brings the first key.
     *
     * @param now time of the book
     */
    boolean admit(VerifierKey key, Instant now);
}
