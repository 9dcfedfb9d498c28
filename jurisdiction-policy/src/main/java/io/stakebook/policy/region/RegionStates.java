package io.stakebook.policy.region;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
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
    /** In the canonical text, in the place of a state: the end of a provisional toggle. */
    public static final String UNTIL = "UNTIL";

    /** In the canonical text, in the place of a state: what stands again after that end. */
    public static final String BEFORE = "BEFORE";

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

    /** This content without the toggle that a change request set for a time: what stood before it, or nothing; the version stays. */
    public RegionStates without(String change) {
        TreeMap<Region, RegionToggle> left = new TreeMap<>();
        toggles.forEach((region, toggle) -> (toggle.isProvisionalOf(change) ? toggle.lasting() : Optional.of(toggle))
                .ifPresent(one -> left.put(region, one)));
        return new RegionStates(version, left);
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
        if (toggle == null) {
            return null;
        }
        Provisional limit = toggle.provisional().orElse(null);
        if (limit != null && (asOf.isBefore(toggle.effectiveFrom()) || limit.lapsed(asOf))) {
            return effective(limit.before().orElse(null), asOf);
        }
        boolean binds = toggle.state() != RegionState.ALLOW && !asOf.isBefore(toggle.effectiveFrom());
        return binds ? toggle : null;
    }

    /** What stands of the toggles at an instant, in order of region code: one that lapsed gave way to what stood before. */
    public List<RegionToggle> standing(Instant asOf) {
        return toggles.values().stream()
                .flatMap(toggle -> toggle.standing(asOf).stream())
                .toList();
    }

    /** The toggle that a change request set for a time, also when that is over; empty when it is settled or replaced. */
    public Optional<RegionToggle> provisionalOf(String change) {
        return toggles.values().stream()
                .filter(toggle -> toggle.isProvisionalOf(change))
                .findFirst();
    }

    /** The earliest date of a toggle after an instant, its beginning or its end: until then the states bind alike. */
    public Optional<Instant> nextBoundary(Instant asOf) {
        Instant next = null;
        for (RegionToggle toggle : toggles.values()) {
            next = sooner(next, toggle.effectiveFrom(), asOf);
            Provisional limit = toggle.provisional().orElse(null);
            if (limit != null) {
                next = sooner(next, limit.until(), asOf);
                RegionToggle before = limit.before().orElse(null);
                next = before == null ? next : sooner(next, before.effectiveFrom(), asOf);
            }
        }
        return Optional.ofNullable(next);
    }

    private static @Nullable Instant sooner(@Nullable Instant best, Instant candidate, Instant after) {
        return candidate.isAfter(after) && (best == null || candidate.isBefore(best)) ? candidate : best;
    }

    /**
     * One {@code region state effectiveFrom basis} line per toggle, in order of region code: what the hash covers. A provisional
     * toggle has a line {@code region UNTIL instant change} after its own and, when something stood before, a line
     * {@code region BEFORE state effectiveFrom basis}; no state is named so.
     */
    public String canonical() {
        StringBuilder text = new StringBuilder();
        for (RegionToggle toggle : toggles.values()) {
            text.append(toggle.region().code()).append(' ');
            append(text, toggle);
            toggle.provisional().ifPresent(limit -> append(text, toggle.region(), limit));
        }
        return text.toString();
    }

    private static void append(StringBuilder text, RegionToggle toggle) {
        text.append(toggle.state())
                .append(' ')
                .append(toggle.effectiveFrom())
                .append(' ')
                .append(toggle.basis())
                .append('\n');
    }

    private static void append(StringBuilder text, Region region, Provisional limit) {
        text.append(region.code())
                .append(' ')
                .append(UNTIL)
                .append(' ')
                .append(limit.until())
                .append(' ')
                .append(limit.change())
                .append('\n');
        limit.before().ifPresent(before -> {
            text.append(region.code()).append(' ').append(BEFORE).append(' ');
            append(text, before);
        });
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
