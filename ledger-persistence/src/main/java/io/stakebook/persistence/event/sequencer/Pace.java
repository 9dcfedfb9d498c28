package io.stakebook.persistence.event.sequencer;

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
    static final long SLOWEST = 1_000;

    /** A look so old says nothing any more: nobody is slowed by what is not known. */
    static final Duration FRESH = Duration.ofSeconds(5);

    private static final long SECOND = 1_000_000_000;
    private static final long NOT_KNOWN = -1;
    private static final long UNLIMITED = Long.MAX_VALUE;

    /** A debt is kept in millionths of an event, so that short payments count. */
    private static final long MILLIONTHS = 1_000_000;

    private static final long LARGEST_DEBT = 1_000_000_000 * MILLIONTHS;

    private boolean crowded;
    private long placed;
    private long lookedAt;
    private long rate = NOT_KNOWN;
    private long allowed = UNLIMITED;
    private long debt;
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
        long elapsed = nanos - lookedAt;
        boolean full = waiting > ROOM;
        if (!full || !crowded) {
            rate = NOT_KNOWN;
        } else if (elapsed > 0) {
            long now = (nowPlaced - placed) * SECOND / elapsed;
            rate = rate == NOT_KNOWN ? now : rate + (now - rate) * Math.min(SECOND, elapsed) / SECOND;
        }
        crowded = full;
        placed = nowPlaced;
        lookedAt = nanos;
        allowed = rate == NOT_KNOWN ? UNLIMITED : Math.max(SLOWEST, rate * ROOM / waiting);
    }

    /** The engine left so many events behind. */
    synchronized void left(int events, long nanos) {
        pay(nanos);
        debt = Math.min(LARGEST_DEBT, debt + events * MILLIONTHS);
    }

    /** Nanoseconds until the debt is paid at the current rate. */
    synchronized long restNanos(long nanos) {
        pay(nanos);
        return allowed == UNLIMITED ? 0 : debt * (SECOND / MILLIONTHS) / allowed;
    }

    private void pay(long nanos) {
        if (nanos - lookedAt > FRESH.toNanos()) {
            allowed = UNLIMITED;
        }
        long elapsed = nanos - paidAt;
        debt = allowed == UNLIMITED ? 0 : Math.max(0, debt - elapsed * allowed / (SECOND / MILLIONTHS));
        paidAt = nanos;
    }
}
