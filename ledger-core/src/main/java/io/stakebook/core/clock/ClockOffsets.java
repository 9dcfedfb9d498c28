package io.stakebook.core.clock;

/** Reads the stored offset, {@link ClockOffset#NONE} when it was never moved. */
public interface ClockOffsets {

    ClockOffset current();
}
