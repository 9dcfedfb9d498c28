package io.stakebook.persistence.event;

import java.time.Duration;

/**
 * How fast this node's engine may write so that events do not wait ever longer for their place in the log. Up to
 * {@link #ROOM} waiting events it writes as fast as it can; above, at the rate at which events get their place, times
 * {@code ROOM} over those that wait: so one writing node and the sequencer meet at about {@code ROOM}. What the engine left
 * behind is a debt that the current rate pays off; it is forgiven as soon as there is room. Safe for threads.
 */
final class Pace {

    /** Events that may wait before writers are slowed; one or two seconds of a node's best rate. */
    static final long ROOM = 20_000;

    /** However slow the sequencer is, a node may leave so many events a second. */
    static final double SLOWEST = 1_000;

    /** A look so old says nothing any more: nobody is slowed by what is not known. */
    static final Duration FRESH = Duration.ofSeconds(5);

    private static final double SECOND = 1e9;

    private boolean crowded;
    private long placed;
    private long lookedAt;
    private double rate = Double.NaN;
    private double allowed = Double.POSITIVE_INFINITY;
    private double debt;
    private long paidAt;

    /**
     * Takes notice of the log. The rate is measured between two looks at both of which there was no room: in between the
     * sequencer was never idle.
     *
     * @param nowPlaced events in the log
     * @param waiting events that wait
     * @param nanos {@code System.nanoTime()} of the look
     */
    synchronized void look(long nowPlaced, long waiting, long nanos) {
        pay(nanos);
        double seconds = (nanos - lookedAt) / SECOND;
        boolean full = waiting > ROOM;
        if (!full || !crowded) {
            rate = Double.NaN;
        } else if (seconds > 0) {
            double now = (nowPlaced - placed) / seconds;
            rate = Double.isNaN(rate) ? now : rate + Math.min(1, seconds) * (now - rate);
        }
        crowded = full;
        placed = nowPlaced;
        lookedAt = nanos;
        allowed = Double.isNaN(rate) ? Double.POSITIVE_INFINITY : Math.max(SLOWEST, rate * ROOM / waiting);
    }

    /** The engine left so many events behind. */
    synchronized void left(int events, long nanos) {
        pay(nanos);
        debt += events;
    }

    /** Nanoseconds until the debt is paid at the current rate. */
    synchronized long restNanos(long nanos) {
        pay(nanos);
        return (long) (debt / allowed * SECOND);
    }

    private void pay(long nanos) {
        if (nanos - lookedAt > FRESH.toNanos()) {
            allowed = Double.POSITIVE_INFINITY;
        }
        debt = Double.isInfinite(allowed) ? 0 : Math.max(0, debt - (nanos - paidAt) / SECOND * allowed);
        paidAt = nanos;
    }
}
