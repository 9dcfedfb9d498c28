package io.stakebook.policy.change;

import io.stakebook.policy.region.Region;
import io.stakebook.policy.region.RegionStates;
import java.time.Instant;
import java.util.TreeSet;

/** Whether a change of region states refuses more or allows more. One region that loosens makes the whole change loosening. */
public enum Direction {
    /** No region's state changes at any time; only the basis or the date of the words may. */
    NEUTRAL,
    TIGHTENING,
    LOOSENING;

    /**
     * Compares every region of both at {@code asOf} and at every later date at which one of them may say something else: looser at
     * any of them loosens, however strict the rest.
     *
     * @param asOf when the change was written
     */
    public static Direction between(RegionStates from, RegionStates to, Instant asOf) {
        Direction direction = NEUTRAL;
        for (Region region : from.differing(to)) {
            TreeSet<Instant> dates = new TreeSet<>(from.states(region, asOf).keySet());
            dates.addAll(to.states(region, asOf).keySet());
            for (Instant date : dates) {
                int stricter = to.state(region, date).compareTo(from.state(region, date));
                if (stricter < 0) {
                    return LOOSENING;
                }
                direction = stricter > 0 ? TIGHTENING : direction;
            }
        }
        return direction;
    }

    /** Approvals a change of this direction needs from people who did not write it. */
    public int approvalsNeeded() {
        return this == LOOSENING ? 2 : 1;
    }
}
