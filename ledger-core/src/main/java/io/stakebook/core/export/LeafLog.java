package io.stakebook.core.export;

import io.stakebook.core.proof.merkle.CompactRange;
import java.time.Duration;
import java.util.Iterator;

/** Reads the gap-free log of events as the leaves of its Merkle tree, for exports and checkpoints. */
public interface LeafLog {

    /** The compact range over the whole log; its size is the log's size. */
    CompactRange head();

    /**
     * Waits until every event committed before the call is in the log.
     *
     * @return true when it is so, false when it still was not after {@code atMost}
     */
    boolean awaitCommitted(Duration atMost);

    /** The leaves {@code [from, to)}, to be read once, in order, without holding them in memory. */
    Iterator<byte[]> leaves(long from, long to);
}
