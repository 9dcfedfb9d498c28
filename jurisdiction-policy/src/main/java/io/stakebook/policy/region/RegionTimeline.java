package io.stakebook.policy.region;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What is set for one region, in the order of the dates: each toggle stands until the next one begins. Only the first may be
 * provisional; while its time runs the stricter of it and what is settled stands, so that neither opens what the other closed.
 *
 * @param toggles at least one
 */
record RegionTimeline(List<RegionToggle> toggles) {

    RegionTimeline {
        toggles = List.copyOf(toggles);
        for (int i = 1; i < toggles.size(); i++) {
            RegionToggle before = toggles.get(i - 1);
            RegionToggle next = toggles.get(i);
            if (!next.effectiveFrom().isAfter(before.effectiveFrom())
                    || next.provisional().isPresent()) {
                throw new IllegalArgumentException("Region " + next.region() + " has two toggles, from "
                        + before.effectiveFrom() + " and from " + next.effectiveFrom()
                        + "; the next one begins later and is settled.");
            }
        }
    }

    /** What binds, {@link RegionState#ALLOW} included; null when nothing has begun. */
    @Nullable
    RegionToggle standing(Instant asOf) {
        RegionToggle settled = settled(asOf);
        RegionToggle first = toggles.get(0);
        Provisional limit = first.provisional().orElse(null);
        if (limit == null || asOf.isBefore(first.effectiveFrom()) || limit.lapsed(asOf)) {
            return settled;
        }
        return settled == null || first.state().compareTo(settled.state()) >= 0 ? first : settled;
    }

    /** What would bind if nobody had tightened alone; null when nothing of that has begun. */
    @Nullable
    RegionToggle settled(Instant asOf) {
        RegionToggle last = null;
        RegionToggle first = toggles.get(0).lasting().orElse(null);
        if (first != null && !asOf.isBefore(first.effectiveFrom())) {
            last = first;
        }
        for (int i = 1; i < toggles.size(); i++) {
            RegionToggle next = toggles.get(i);
            if (!asOf.isBefore(next.effectiveFrom())) {
                last = next;
            }
        }
        return last;
    }

    /** What is settled and has not begun, in order. */
    List<RegionToggle> scheduled(Instant asOf) {
        List<RegionToggle> ahead = new ArrayList<>();
        toggles.get(0).lasting().ifPresent(ahead::add);
        ahead.addAll(toggles.subList(1, toggles.size()));
        ahead.removeIf(one -> !one.effectiveFrom().isAfter(asOf));
        return ahead;
    }

    /** With one more: what is dated before it stays until then, what is dated later falls away. */
    RegionTimeline then(RegionToggle toggle) {
        List<RegionToggle> kept = new ArrayList<>(toggles);
        kept.removeIf(one -> !one.effectiveFrom().isBefore(toggle.effectiveFrom()));
        kept.add(toggle);
        return new RegionTimeline(kept);
    }

    /** Under one officer's toggle from its beginning on; what is scheduled stays scheduled. */
    RegionTimeline under(RegionToggle toggle, String change, Instant until) {
        Instant from = toggle.effectiveFrom();
        List<RegionToggle> all = new ArrayList<>();
        all.add(toggle.limited(new Provisional(change, until, Optional.ofNullable(settled(from)))));
        all.addAll(scheduled(from));
        return new RegionTimeline(all);
    }

    /** Without its provisional toggle; empty when nothing is left. */
    Optional<RegionTimeline> settled() {
        List<RegionToggle> left = new ArrayList<>();
        toggles.get(0).lasting().ifPresent(left::add);
        left.addAll(toggles.subList(1, toggles.size()));
        return left.isEmpty() ? Optional.empty() : Optional.of(new RegionTimeline(left));
    }

    /** With its provisional toggle for good: of what is scheduled only what is stricter still takes its place, as long as it is. */
    RegionTimeline ratified() {
        RegionToggle floor = toggles.get(0).settled();
        List<RegionToggle> all = new ArrayList<>(List.of(floor));
        for (RegionToggle next : scheduled(floor.effectiveFrom())) {
            boolean stricter = next.state().compareTo(floor.state()) > 0;
            RegionState standing = all.get(all.size() - 1).state();
            if (stricter || standing != floor.state()) {
                all.add(
                        stricter
                                ? next
                                : new RegionToggle(floor.region(), floor.state(), floor.basis(), next.effectiveFrom()));
            }
        }
        return new RegionTimeline(all);
    }

    /** Every date at which something may begin to bind or end. */
    void dates(Consumer<Instant> each) {
        for (RegionToggle toggle : toggles) {
            each.accept(toggle.effectiveFrom());
        }
        Provisional limit = toggles.get(0).provisional().orElse(null);
        if (limit != null) {
            each.accept(limit.until());
            limit.before().map(RegionToggle::effectiveFrom).ifPresent(each);
        }
    }
}
