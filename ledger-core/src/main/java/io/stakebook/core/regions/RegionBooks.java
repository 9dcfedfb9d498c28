package io.stakebook.core.regions;

/** Reads the region states in force, {@link RegionBook#EMPTY} before the first change. */
public interface RegionBooks {

    RegionBook current();
}
