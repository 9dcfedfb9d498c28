package io.stakebook.persistence.event;

import io.stakebook.persistence.entry.StampedEntry;
import java.util.List;

/** What an engine tells the sequencer of its node, and asks it. */
public interface EventIntake {

    /** Nobody sequences here, and nobody is waited for. */
    EventIntake NONE = new EventIntake() {
        @Override
        public void recorded(List<StampedEntry> entries, int events) {}

        @Override
        public long restNanos() {
            return 0;
        }
    };

    /**
     * Called after each commit that left events behind. Returns at once.
     *
     * @param entries those the commit recorded, which now cannot change any more
     * @param events how many it left behind
     */
    void recorded(List<StampedEntry> entries, int events);

    /**
     * How long the engine should rest before its next batch, so that events do not wait ever longer for their place. Asked
     * again while it rests.
     *
     * @return nanoseconds, 0 while few events wait
     */
    long restNanos();
}
