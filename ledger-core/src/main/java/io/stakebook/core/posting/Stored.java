package io.stakebook.core.posting;

/**
 * A row beside the journal that a command reads under lock and writes: a portfolio, a customer, a withdrawal. Immutable; a
 * changed row is a new value with the same {@link #recordId()}.
 */
public interface Stored {

    /** Identity of the row within its type; also the order in which rows are locked. */
    String recordId();
}
