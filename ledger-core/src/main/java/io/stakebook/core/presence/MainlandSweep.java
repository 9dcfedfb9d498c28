package io.stakebook.core.presence;

import java.time.Clock;
import java.time.LocalDate;

/** Removes the days that no decision can count any more. Every node may sweep at any time. */
public final class MainlandSweep {

    private static final int AT_ONCE = 500;
    private static final int MOST_ROUNDS = 20;

    private final MainlandDays days;
    private final Clock clock;

    /** @param clock of the book, which decisions go by */
    public MainlandSweep(MainlandDays days, Clock clock) {
        this.days = days;
        this.clock = clock;
    }

    /**
     * Removes what is too old, up to {@value #MOST_ROUNDS} times {@value #AT_ONCE} days.
     *
     * @return how many were removed
     */
    public int sweep() {
        LocalDate firstKept = MainlandPast.firstDay(clock.instant());
        int removed = 0;
        for (int round = 0; round < MOST_ROUNDS; round++) {
            int more = days.forget(firstKept, AT_ONCE);
            removed += more;
            if (more < AT_ONCE) {
                break;
            }
        }
        return removed;
    }
}
