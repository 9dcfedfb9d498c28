package io.stakebook.policy.region;

import java.time.Instant;
import java.util.Optional;

/**
 * The state of one region.
 *
 * @param region known; a country or a subdivision
 * @param state what is set
 * @param basis why, in words an officer can stand by: a law, an order, a decision
 * @param effectiveFrom before this instant the toggle does nothing; what stood before goes on until then
 * @param provisional the limit of a toggle that nobody ratified yet; empty for a settled one
 */
public record RegionToggle(
        Region region, RegionState state, String basis, Instant effectiveFrom, Optional<Provisional> provisional) {
    private static final int MAX_BASIS = 500;

    public RegionToggle {
        if (!region.isKnown()) {
            throw new IllegalArgumentException("A region toggle names a known region.");
        }
        int length = basis.codePointCount(0, basis.length());
        if (basis.isBlank() || length > MAX_BASIS || basis.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("A region toggle states its basis in one line of 1 to " + MAX_BASIS
                    + " characters; " + region + " has " + length + ".");
        }
        if (provisional.isPresent()) {
            requireLimit(region, effectiveFrom, provisional.get());
        }
    }

    /** A settled toggle. */
    public RegionToggle(Region region, RegionState state, String basis, Instant effectiveFrom) {
        this(region, state, basis, effectiveFrom, Optional.empty());
    }

    private static void requireLimit(Region region, Instant from, Provisional limit) {
        if (!limit.until().isAfter(from)) {
            throw new IllegalArgumentException("A provisional toggle ends after it begins; " + region + " begins at "
                    + from + " and ends at " + limit.until() + ".");
        }
        if (limit.before().isPresent() && !limit.before().get().region().equals(region)) {
            throw new IllegalArgumentException("What stands again for " + region + " is a toggle of "
                    + limit.before().get().region() + ".");
        }
    }

    /** The same toggle with a limit. */
    public RegionToggle limited(Provisional limit) {
        return new RegionToggle(region, state, basis, effectiveFrom, Optional.of(limit));
    }

    /** The same toggle for good. */
    public RegionToggle settled() {
        return provisional.isEmpty() ? this : new RegionToggle(region, state, basis, effectiveFrom);
    }

    /** The same toggle from {@code instant} on, when it would begin before. */
    public RegionToggle notBefore(Instant instant) {
        return effectiveFrom.isBefore(instant) ? new RegionToggle(region, state, basis, instant, provisional) : this;
    }

    /** What stands once nothing provisional does: itself, or what stood before. */
    public Optional<RegionToggle> lasting() {
        return provisional.isPresent() ? provisional.get().before() : Optional.of(this);
    }

    /** Whether it was set by that change request and waits for ratification, or lapsed without. */
    public boolean isProvisionalOf(String change) {
        return provisional.isPresent() && provisional.get().change().equals(change);
    }
}
