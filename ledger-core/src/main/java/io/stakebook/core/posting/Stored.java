package io.stakebook.core.posting;

import java.time.Instant;

/**
 * A row beside the journal that a command reads under lock and writes: a portfolio, a customer, a withdrawal. Immutable; a
 * changed row is a new value with the same {@link #recordId()}.
 */
public interface Stored {

    /** Identity of the row within its type; also the order in which rows are locked. */
    String recordId();

    /**
     * When the row was last changed, by the clock of the node that did; what is decided on it is recorded later, on a node
     * whose clock is behind too. {@link Instant#EPOCH} for a row of which nothing depends on the order.
     */
    default Instant changedAt() {
        return Instant.EPOCH;
    }
}
