package io.stakebook.core.event;

import java.util.List;

/** Reads the log. */
public interface EventLog {

    /**
     * The events from a sequence on, in order.
     *
     * @param from first sequence wanted, from 0
     * @param most 1 to 10,000
     * @return consecutive events starting with {@code from}; empty when the log ends before it
     */
    List<LoggedEvent> read(long from, int most);

    /** Events in the log, asked without a look at those that wait; the newest has one sequence less. */
    long size();

    Status status();

    /**
     * @param size events in the log; the newest has sequence {@code size - 1}
     * @param waiting events written by commands that have no place yet
     * @param sequencing true when this node gives the places
     */
    record Status(long size, long waiting, boolean sequencing) {}
}
