package io.stakebook.api.relay;

/**
 * Where the relay of this node stands.
 *
 * @param lag events in the log that readers of the topic do not see, {@link #NOT_KNOWN} when this node does not lead, or has not
 *     read yet how far the topic got
 * @param failures sessions that ended in a failure since the start
 */
public record RelayState(Phase phase, long lag, long failures, String lastFailure) {

    /** The lag of a node that cannot tell. */
    public static final long NOT_KNOWN = -1;

    /** What the relay is doing. */
    public enum Phase {
        /** Switched off by configuration. */
        DISABLED,
        /** Another node publishes. */
        STANDBY,
        PUBLISHING,
        /** Waiting to try the broker again. */
        BACKING_OFF,
        /** The topic holds events that the log does not; nothing is published until a person has decided which is right. */
        DIVERGED
    }
}
