package io.stakebook.policy.region;

import io.stakebook.policy.hash.Sha256;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
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
    private final SortedMap<Region, RegionTimeline> regions;
    private final String hash;

    private RegionStates(long version, SortedMap<Region, RegionTimeline> regions) {
        if (version < 0) {
            throw new IllegalArgumentException("A version of region states is 0 or more; got " + version + ".");
        }
        this.version = version;
        this.regions = java.util.Collections.unmodifiableSortedMap(regions);
        this.hash = Sha256.hex(canonical());
    }

    /** No toggle at all, version 0. */
    public static RegionStates empty() {
        return new RegionStates(0, new TreeMap<>());
    }

    /**
     * @param version increases by one with each activated change
     * @param toggles of one region in the order of their dates, each standing until the next begins
     * @throws IllegalArgumentException when two of a region do not follow each other
     */
    public static RegionStates of(long version, Collection<RegionToggle> toggles) {
        TreeMap<Region, List<RegionToggle>> sorted = new TreeMap<>();
        for (RegionToggle toggle : toggles) {
            sorted.computeIfAbsent(toggle.region(), region -> new ArrayList<>()).add(toggle);
        }
        TreeMap<Region, RegionTimeline> regions = new TreeMap<>();
        sorted.forEach((region, inOrder) -> regions.put(region, new RegionTimeline(inOrder)));
        return new RegionStates(version, regions);
    }

    /** The same content at another version number. */
    public RegionStates withVersion(long newVersion) {
        return new RegionStates(newVersion, new TreeMap<>(regions));
    }

    /**
     * This content with one settled toggle set; the version stays. Dated ahead, it leaves what stands until then; from now on, it
     * is all there is. What was to begin later in the region falls away.
     */
    public RegionStates with(RegionToggle toggle, Instant now) {
        boolean ahead = toggle.effectiveFrom().isAfter(now);
        RegionTimeline alone = new RegionTimeline(List.of(toggle));
        return changed(
                toggle.region(),
                timeline(toggle.region())
                        .filter(before -> ahead)
                        .map(before -> before.then(toggle))
                        .orElse(alone));
    }

    /**
     * This content with what another sets for the regions of which the two differ, in force no earlier than {@code now}; the version
     * stays.
     */
    public RegionStates taking(RegionStates wanted, Instant now) {
        RegionStates taken = this;
        for (Region region : differing(wanted)) {
            RegionToggle last = wanted.last(region).orElse(null);
            taken = last == null ? taken.clear(region) : taken.with(last.notBefore(now), now);
        }
        return taken;
    }

    /** The toggle of the region that begins last, or stands for want of a later one. */
    public Optional<RegionToggle> last(Region region) {
        return timeline(region).map(all -> all.toggles().get(all.toggles().size() - 1));
    }

    private RegionStates clear(Region region) {
        TreeMap<Region, RegionTimeline> left = new TreeMap<>(regions);
        left.remove(region);
        return new RegionStates(version, left);
    }

    /** This content under one officer's toggle, from its beginning until it lapses; the version stays. */
    public RegionStates under(RegionToggle toggle, String change, Instant until) {
        RegionToggle alone = toggle.limited(new Provisional(change, until, Optional.empty()));
        return changed(
                toggle.region(),
                timeline(toggle.region())
                        .map(before -> before.under(toggle, change, until))
                        .orElse(new RegionTimeline(List.of(alone))));
    }

    /** This content without the toggle that a change request set for a time: what stood before it, or nothing; the version stays. */
    public RegionStates without(String change) {
        TreeMap<Region, RegionTimeline> left = new TreeMap<>();
        regions.forEach((region, all) -> (isProvisionalOf(all, change) ? all.settled() : Optional.of(all))
                .ifPresent(some -> left.put(region, some)));
        return new RegionStates(version, left);
    }

    /** This content with the toggle that a change request set for a time made to last; empty when it is not in it. The version stays. */
    public Optional<RegionStates> ratified(String change) {
        return regions.values().stream()
                .filter(all -> isProvisionalOf(all, change))
                .findFirst()
                .map(all -> changed(all.toggles().get(0).region(), all.ratified()));
    }

    private RegionStates changed(Region region, RegionTimeline all) {
        TreeMap<Region, RegionTimeline> changed = new TreeMap<>(regions);
        changed.put(region, all);
        return new RegionStates(version, changed);
    }

    private static boolean isProvisionalOf(RegionTimeline all, String change) {
        return all.toggles().get(0).isProvisionalOf(change);
    }

    public long version() {
        return version;
    }

    /** Lower-case hex SHA-256 of {@link #canonical()}. */
    public String hash() {
        return hash;
    }

    /** In order of region code, those of a region in order of their dates. */
    public List<RegionToggle> toggles() {
        return regions.values().stream().flatMap(all -> all.toggles().stream()).toList();
    }

    private Optional<RegionTimeline> timeline(Region region) {
        return Optional.ofNullable(regions.get(region));
    }

    public boolean isEmpty() {
        return regions.isEmpty();
    }

    /** The regions of which the two say something else. */
    public Set<Region> differing(RegionStates other) {
        TreeSet<Region> all = new TreeSet<>(regions.keySet());
        all.addAll(other.regions.keySet());
        all.removeIf(region -> timeline(region).equals(other.timeline(region)));
        return all;
    }

    /** The strictest toggle in effect on a place: its own or, for a subdivision, its country's; null when there is none. */
    public @Nullable RegionToggle inEffect(Region region, Instant asOf) {
        if (regions.isEmpty() || !region.isKnown()) {
            return null;
        }
        RegionToggle own = effective(regions.get(region), asOf);
        if (!region.isSubdivision()) {
            return own;
        }
        RegionToggle country = effective(regions.get(region.country()), asOf);
        if (own == null || country == null) {
            return own == null ? country : own;
        }
        return country.state().compareTo(own.state()) > 0 ? country : own;
    }

    private static @Nullable RegionToggle effective(@Nullable RegionTimeline all, Instant asOf) {
        RegionToggle standing = all == null ? null : all.standing(asOf);
        return standing == null || standing.state() == RegionState.ALLOW ? null : standing;
    }

    /** What stands at an instant, in order of region code: one that lapsed gave way to what stood before. */
    public List<RegionToggle> standing(Instant asOf) {
        return regions.keySet().stream()
                .flatMap(region -> standing(region, asOf).stream())
                .toList();
    }

    /** The region's own toggle that stands at an instant. */
    public Optional<RegionToggle> standing(Region region, Instant asOf) {
        return timeline(region).map(all -> all.standing(asOf));
    }

    /** What is to begin after an instant, in order of region code and date. */
    public List<RegionToggle> scheduled(Instant asOf) {
        return regions.values().stream()
                .flatMap(all -> all.scheduled(asOf).stream())
                .toList();
    }

    /** What is to begin in one region after an instant, in order of date. */
    public List<RegionToggle> scheduled(Region region, Instant asOf) {
        return timeline(region).map(all -> all.scheduled(asOf)).orElse(List.of());
    }

    /** The toggle that a change request set for a time, also when that is over; empty when it is settled or replaced. */
    public Optional<RegionToggle> provisionalOf(String change) {
        return toggles().stream()
                .filter(toggle -> toggle.isProvisionalOf(change))
                .findFirst();
    }

    /** What the region's own toggles say at an instant and at every later date at which they may say something else. */
    public SortedMap<Instant, RegionState> states(Region region, Instant asOf) {
        SortedMap<Instant, RegionState> course = new TreeMap<>();
        course.put(asOf, state(region, asOf));
        timeline(region)
                .ifPresent(all -> all.dates(date -> {
                    if (date.isAfter(asOf)) {
                        course.put(date, state(region, date));
                    }
                }));
        return course;
    }

    /** Whether no region's own toggles ever say another state from an instant on, nor another basis of one that is not ALLOW. */
    public boolean bindsAlike(RegionStates other, Instant asOf) {
        for (Region region : differing(other)) {
            TreeSet<Instant> dates = new TreeSet<>(states(region, asOf).keySet());
            dates.addAll(other.states(region, asOf).keySet());
            for (Instant date : dates) {
                if (!said(region, date).equals(other.said(region, date))) {
                    return false;
                }
            }
        }
        return true;
    }

    private String said(Region region, Instant date) {
        return standing(region, date)
                .filter(toggle -> toggle.state() != RegionState.ALLOW)
                .map(toggle -> toggle.state() + " " + toggle.basis())
                .orElse("");
    }

    /** {@link RegionState#ALLOW} where nothing stands. */
    public RegionState state(Region region, Instant asOf) {
        return standing(region, asOf).map(RegionToggle::state).orElse(RegionState.ALLOW);
    }

    /** The earliest date of a toggle after an instant, its beginning or its end: until then the states bind alike. */
    public Optional<Instant> nextBoundary(Instant asOf) {
        Sooner next = new Sooner(asOf);
        regions.values().forEach(all -> all.dates(next));
        return Optional.ofNullable(next.best);
    }

    /** How many of its dates lie after one instant and up to another: so often something else stands, at the same version. */
    public long passed(Instant after, Instant upTo) {
        Set<Instant> dates = new HashSet<>();
        regions.values().forEach(all -> all.dates(dates::add));
        return dates.stream()
                .filter(date -> date.isAfter(after) && !date.isAfter(upTo))
                .count();
    }

    /** Keeps the earliest date after an instant. */
    private static final class Sooner implements Consumer<Instant> {
        private final Instant after;
        private @Nullable Instant best;

        Sooner(Instant after) {
            this.after = after;
        }

        @Override
        public void accept(Instant date) {
            if (date.isAfter(after) && (best == null || date.isBefore(best))) {
                best = date;
            }
        }
    }

    /**
     * One {@code region state effectiveFrom basis} line per toggle, in order of region code and date: what the hash covers. A provisional
     * toggle has a line {@code region UNTIL instant change} after its own and, when something stood before, a line
     * {@code region BEFORE state effectiveFrom basis}; no state is named so.
     */
    public String canonical() {
        StringBuilder text = new StringBuilder();
        for (RegionToggle toggle : toggles()) {
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
}
