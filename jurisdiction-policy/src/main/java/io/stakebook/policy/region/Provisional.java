package io.stakebook.policy.region;

import java.time.Instant;
import java.util.Optional;

/**
 * The limit of a toggle that one officer set alone: unless a second one ratifies it, what stood before stands again.
 *
 * @param change id of the change request that set the toggle, and whose ratification takes the limit away; no blanks
 * @param until from this instant on the toggle does nothing any more
 * @param before the settled toggle that stands again from then, of the same region; empty when there was none
 */
public record Provisional(String change, Instant until, Optional<RegionToggle> before) {

    public Provisional {
        if (change.isEmpty() || change.chars().anyMatch(c -> c <= ' ' || c > '~')) {
            throw new IllegalArgumentException(
                    "A provisional toggle names its change request in printable ASCII without blanks; got '" + change
                            + "'.");
        }
        if (before.isPresent() && before.get().provisional().isPresent()) {
            throw new IllegalArgumentException("What stands again after a provisional toggle is settled itself; "
                    + before.get().region() + " has a limit of its own.");
        }
    }

    /** Whether the time is over at an instant; it is from the end on, to the instant. */
    public boolean lapsed(Instant asOf) {
        return !asOf.isBefore(until);
    }
}
