package io.stakebook.policy.region;

import java.time.Instant;

/**
 * The state of one region.
 *
 * @param region known; a country or a subdivision
 * @param state what is set
 * @param basis why, in words an officer can stand by: a law, an order, a decision
 * @param effectiveFrom before this instant the toggle does nothing
 */
public record RegionToggle(Region region, RegionState state, String basis, Instant effectiveFrom) {
    private static final int MAX_BASIS = 500;

    public RegionToggle {
        if (!region.isKnown()) {
            throw new IllegalArgumentException("A region toggle names a known region.");
        }
        if (basis.isBlank() || basis.length() > MAX_BASIS || basis.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("A region toggle states its basis in one line of 1 to " + MAX_BASIS
                    + " characters; " + region + " has " + basis.length() + ".");
        }
    }
}
