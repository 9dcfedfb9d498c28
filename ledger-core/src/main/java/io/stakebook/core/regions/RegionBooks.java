package io.stakebook.core.regions;

import java.util.Optional;

/** Reads the region states in force, {@link RegionBook#EMPTY} before the first change, and those that were. */
public interface RegionBooks {

    RegionBook current();

    /** Those of a version; empty when there is none yet. */
    Optional<RegionBook> at(long version);
}
