package io.stakebook.core.clock;

import io.stakebook.core.posting.Stored;

/** How far the book's clock runs ahead of the system's, in whole seconds; there is one row, {@value #ID}. */
public record ClockOffset(long seconds, long version) implements Stored {

    public static final String ID = "book";

    public static final ClockOffset NONE = new ClockOffset(0, 0);

    public ClockOffset {
        if (seconds < 0) {
            throw new IllegalArgumentException("the clock of the book never runs behind: offset " + seconds + " s");
        }
    }

    @Override
    public String recordId() {
        return ID;
    }
}
