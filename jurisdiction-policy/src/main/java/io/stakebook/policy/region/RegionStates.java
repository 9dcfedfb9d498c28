package io.stakebook.policy.region;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The states of all regions at one version: immutable and content-hashed. Regions without a toggle are {@link RegionState#ALLOW}.
 * The hash covers the toggles only, so the same content at a later version is recognisable as a rollback.
 */
public final class RegionStates {
    private final long version;
    private final Map<Region, RegionToggle> toggles;
    private final String hash;

    private RegionStates(long version, SortedMap<Region, RegionToggle> toggles) {
        if (version < 0) {
            throw new IllegalArgumentException("A version of region states is 0 or more; got " + version + ".");
        }
        this.version = version;
        this.toggles = java.util.Collections.unmodifiableSortedMap(toggles);
        this.hash = sha256(canonical());
    }

    /** No toggle at all, version 0. */
    public static RegionStates empty() {
        return new RegionStates(0, new TreeMap<>());
    }

    /**
     * @param version increases by one with each activated change
     * @throws IllegalArgumentException when a region appears twice
     */
    public static RegionStates of(long version, Collection<RegionToggle> toggles) {
        TreeMap<Region, RegionToggle> sorted = new TreeMap<>();
        for (RegionToggle toggle : toggles) {
            if (sorted.put(toggle.region(), toggle) != null) {
                throw new IllegalArgumentException("Region " + toggle.region() + " has two toggles.");
            }
        }
        return new RegionStates(version, sorted);
    }

    /** The same content at another version number. */
    public RegionStates withVersion(long newVersion) {
        return new RegionStates(newVersion, new TreeMap<>(toggles));
    }

    /** This content with one toggle set; the version stays. */
    public RegionStates with(RegionToggle toggle) {
        TreeMap<Region, RegionToggle> changed = new TreeMap<>(toggles);
        changed.put(toggle.region(), toggle);
        return new RegionStates(version, changed);
    }

    public RegionStates without(Region region) {
        TreeMap<Region, RegionToggle> changed = new TreeMap<>(toggles);
        changed.remove(region);
        return new RegionStates(version, changed);
    }

    public long version() {
        return version;
    }

    /** Lower-case hex SHA-256 of {@link #canonical()}. */
    public String hash() {
        return hash;
    }

    /** In order of region code. */
    public Collection<RegionToggle> toggles() {
        return toggles.values();
    }

    public Optional<RegionToggle> toggle(Region region) {
        return Optional.ofNullable(toggles.get(region));
    }

    public boolean isEmpty() {
        return toggles.isEmpty();
    }

    /** The strictest toggle in effect on a place: its own or, for a subdivision, its country's; null when there is none. */
    public @Nullable RegionToggle inEffect(Region region, Instant asOf) {
        if (toggles.isEmpty() || !region.isKnown()) {
            return null;
        }
        RegionToggle own = effective(toggles.get(region), asOf);
        if (!region.isSubdivision()) {
            return own;
        }
        RegionToggle country = effective(toggles.get(region.country()), asOf);
        if (own == null || country == null) {
            return own == null ? country : own;
        }
        return country.state().compareTo(own.state()) > 0 ? country : own;
    }

    private static @Nullable RegionToggle effective(@Nullable RegionToggle toggle, Instant asOf) {
        boolean binds = toggle != null && toggle.state() != RegionState.ALLOW && !asOf.isBefore(toggle.effectiveFrom());
        return binds ? toggle : null;
    }

    /** The earliest toggle date after an instant: until then the states bind alike. */
    public Optional<Instant> nextBoundary(Instant asOf) {
        Instant next = null;
        for (RegionToggle toggle : toggles.values()) {
            Instant from = toggle.effectiveFrom();
            if (from.isAfter(asOf) && (next == null || from.isBefore(next))) {
                next = from;
            }
        }
        return Optional.ofNullable(next);
    }

    /** One {@code region state effectiveFrom basis} line per toggle, in order of region code: what the hash covers. */
    public String canonical() {
        StringBuilder text = new StringBuilder();
        for (RegionToggle toggle : toggles.values()) {
            text.append(toggle.region().code())
                    .append(' ')
                    .append(toggle.state())
                    .append(' ')
                    .append(toggle.effectiveFrom())
                    .append(' ')
                    .append(toggle.basis())
                    .append('\n');
        }
        return text.toString();
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
