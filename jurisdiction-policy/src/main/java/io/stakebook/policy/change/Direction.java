package io.stakebook.policy.change;

import io.stakebook.policy.region.Provisional;
import io.stakebook.policy.region.Region;
import io.stakebook.policy.region.RegionState;
import io.stakebook.policy.region.RegionStates;
import io.stakebook.policy.region.RegionToggle;
import java.time.Instant;
import java.util.Optional;
import java.util.TreeSet;

/** Whether a change of region states refuses more or allows more. One region that loosens makes the whole change loosening. */
public enum Direction {
    /** No region's state, date or end changes; only the basis may. */
    NEUTRAL,
    TIGHTENING,
    LOOSENING;

    /**
     * Compares every region of both: what stands at {@code asOf}, and what stands once nothing provisional does any more. A toggle
     * that starts later than it did loosens the time in between, unless that is over and the state only gets stricter: what is in
     * force stays in force until the change is. A provisional toggle kept as it is changes nothing; made to last, it tightens; its
     * end moved forward loosens.
     *
     * @param asOf when the change was written
     */
    public static Direction between(RegionStates from, RegionStates to, Instant asOf) {
        TreeSet<Region> regions = new TreeSet<>();
        from.toggles().forEach(toggle -> regions.add(toggle.region()));
        to.toggles().forEach(toggle -> regions.add(toggle.region()));
        Direction direction = NEUTRAL;
        for (Region region : regions) {
            direction = stricter(direction, ofRegion(from.toggle(region), to.toggle(region), asOf));
        }
        return direction;
    }

    private static Direction ofRegion(Optional<RegionToggle> from, Optional<RegionToggle> to, Instant asOf) {
        Optional<RegionToggle> before = from.flatMap(toggle -> toggle.standing(asOf));
        Optional<RegionToggle> after = to.flatMap(toggle -> toggle.standing(asOf));
        if (before.equals(after)) {
            return NEUTRAL;
        }
        Direction now = step(before, after, asOf);
        Direction later = step(before.flatMap(RegionToggle::lasting), after.flatMap(RegionToggle::lasting), asOf);
        return stricter(stricter(now, later), ofEnd(end(before), end(after)));
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
            // Who makes a provisional state last writes a date of his own; what the first officer's covered is over by
            // then.
            boolean takesOver = is != was || before.get().provisional().isPresent();
            if (later > 0 && !(over && takesOver)) {
                return LOOSENING;
            }
            if (later < 0) {
                return TIGHTENING;
            }
        }
        return is == was ? NEUTRAL : TIGHTENING;
    }

    private static Optional<Instant> end(Optional<RegionToggle> toggle) {
        return toggle.flatMap(RegionToggle::provisional).map(Provisional::until);
    }

    /** Only of two provisional toggles the ends tell more than what stands now and later does. */
    private static Direction ofEnd(Optional<Instant> was, Optional<Instant> is) {
        if (was.isEmpty() || is.isEmpty() || is.get().equals(was.get())) {
            return NEUTRAL;
        }
        return is.get().isBefore(was.get()) ? LOOSENING : TIGHTENING;
    }

    private static Direction stricter(Direction one, Direction other) {
        return other.compareTo(one) > 0 ? other : one;
    }

    /** Approvals a change of this direction needs from people who did not write it. */
    public int approvalsNeeded() {
        return this == LOOSENING ? 2 : 1;
    }
}
