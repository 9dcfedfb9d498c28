package io.stakebook.core.clock;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;

/** Time of the book: the system clock plus the stored offset. Thread-safe. */
public final class BusinessClock extends Clock {

    private final Clock system;
    private final AtomicLong offsetSeconds;

    public BusinessClock(Clock system) {
        this(system.withZone(ZoneOffset.UTC), new AtomicLong());
    }

    private BusinessClock(Clock system, AtomicLong offsetSeconds) {
        this.system = system;
        this.offsetSeconds = offsetSeconds;
    }

    /** Takes over a newly read offset; an older one is ignored, because the offset never shrinks. */
    public void advanceTo(ClockOffset offset) {
        offsetSeconds.accumulateAndGet(offset.seconds(), Math::max);
    }

    @Override
    public ZoneId getZone() {
        return system.getZone();
    }

    /** The same book time, shown in another zone; follows later advances. */
    @Override
    public Clock withZone(ZoneId zone) {
        return new BusinessClock(system.withZone(zone), offsetSeconds);
    }

    @Override
    public Instant instant() {
        return system.instant().plusSeconds(offsetSeconds.get());
    }
}
