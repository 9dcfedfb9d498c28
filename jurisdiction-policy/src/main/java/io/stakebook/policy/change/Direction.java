package io.stakebook.policy.change;

import io.stakebook.policy.region.Region;
import io.stakebook.policy.region.RegionState;
import io.stakebook.policy.region.RegionStates;
import io.stakebook.policy.region.RegionToggle;
import java.time.Instant;
import java.util.Optional;
import java.util.TreeSet;

/** Whether a change of region states refuses more or allows more. One region that loosens makes the whole change loosening. */
public enum Direction {
    /** No region's state or date changes; only the basis may. */
    NEUTRAL,
    TIGHTENING,
    LOOSENING;

    /**
     * Compares every region of both. A toggle that starts later than it did loosens the time in between, unless that is over and
     * the state only gets stricter: what is in force stays in force until the change is.
     *
     * @param asOf when the change was written
     */
    public static Direction between(RegionStates from, RegionStates to, Instant asOf) {
        TreeSet<Region> regions = new TreeSet<>();
        from.toggles().forEach(toggle -> regions.add(toggle.region()));
        to.toggles().forEach(toggle -> regions.add(toggle.region()));
        Direction direction = NEUTRAL;
        for (Region region : regions) {
            Direction step = step(from.toggle(region), to.toggle(region), asOf);
            direction = step.compareTo(direction) > 0 ? step : direction;
        }
        return direction;
    }

    private static Direction step(Optional<RegionToggle> before, Optional<RegionToggle> after, Instant asOf) {
        RegionState was = before.map(RegionToggle::state).orElse(RegionState.ALLOW);
        RegionState is = after.map(RegionToggle::state).orElse(RegionState.ALLOW);
        if (is.compareTo(was) < 0) {
            return LOOSENING;
        }
        if (was != RegionState.ALLOW && before.isPresent() && after.isPresent()) {
            int later = after.get().effectiveFrom().compareTo(before.get().effectiveFrom());
            boolean over = !after.get().effectiveFrom().isAfter(asOf);
            if (later > 0 && !(over && is != was)) {
                return LOOSENING;
            }
            if (later < 0) {
                return TIGHTENING;
            }
        }
        return is == was ? NEUTRAL : TIGHTENING;
    }

    /** Approvals a change of this direction needs from people who did not write it. */
    public int approvalsNeeded() {
        return this == LOOSENING ? 2 : 1;
    }
}
