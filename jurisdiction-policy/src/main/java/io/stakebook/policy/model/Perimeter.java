package io.stakebook.policy.model;

import io.stakebook.policy.region.Region;
import java.util.Set;

/**
 * The places a policy reaches.
 *
 * @param include countries or subdivisions inside
 * @param exclude places taken out again, listed so that a reader sees the choice
 */
public record Perimeter(Set<Region> include, Set<Region> exclude) {
    public Perimeter {
        include = Set.copyOf(include);
        exclude = Set.copyOf(exclude);
        if (include.isEmpty()) {
            throw new IllegalArgumentException("A perimeter includes at least one region.");
        }
    }

    /** Whether a known place is inside; an unknown one never is. */
    public boolean contains(Region region) {
        if (!region.isKnown() || exclude.contains(region)) {
            return false;
        }
        if (include.contains(region)) {
            return true;
        }
        return region.isSubdivision() && include.contains(region.country()) && !exclude.contains(region.country());
    }

    Domains.Side side(Region region) {
        if (!region.isKnown()) {
            return Domains.Side.UNKNOWN;
        }
        return contains(region) ? Domains.Side.INSIDE : Domains.Side.OUTSIDE;
    }
}
