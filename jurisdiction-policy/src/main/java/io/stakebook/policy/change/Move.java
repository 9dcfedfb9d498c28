package io.stakebook.policy.change;

import io.stakebook.policy.region.Region;
import io.stakebook.policy.region.RegionState;

/**
 * What a change request does to its region.
 *
 * @param from what stands there when it is written
 * @param to what is to stand there from its date on
 */
public record Move(Region region, RegionState from, RegionState to) {}
