package io.stakebook.policy.diff;

import io.stakebook.policy.PolicyException.InvalidFacts;
import io.stakebook.policy.facts.Activity;
import io.stakebook.policy.facts.Facts;
import io.stakebook.policy.facts.Field;
import io.stakebook.policy.model.Parameters;
import io.stakebook.policy.model.Policy;
import io.stakebook.policy.region.Region;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * For every fact that has more values than can be listed, those on either side of where some of the policies draw a line. Plain
 * values come first, so that examples are made of them where nothing else matters.
 */
final class Extremes {
    private final List<Policy> policies;

    Extremes(List<Policy> policies) {
        this.policies = policies;
    }

    /** A place outside every perimeter, one of each kind that the perimeters tell apart, and none. */
    List<Region> places() {
        Set<Region> candidates = new LinkedHashSet<>();
        candidates.add(new Region("SG"));
        for (Policy policy : policies) {
            candidates.addAll(sorted(policy.perimeter().include()));
            candidates.addAll(sorted(policy.perimeter().exclude()));
        }
        List.copyOf(candidates).forEach(place -> candidates.add(place.country()));
        for (String country : Locale.getISOCountries()) {
            candidates.add(new Region(country));
        }
        candidates.add(Region.UNKNOWN);
        Map<List<Boolean>, Region> kinds = new LinkedHashMap<>();
        for (Region place : candidates) {
            List<Boolean> kind = new ArrayList<>(List.of(place.isKnown()));
            for (Policy policy : policies) {
                kind.add(policy.perimeter().contains(place));
                kind.add(policy.perimeter().exclude().contains(place));
            }
            kinds.putIfAbsent(kind, place);
        }
        return List.copyOf(kinds.values());
    }

    private static List<Region> sorted(Collection<Region> places) {
        return places.stream().sorted().toList();
    }

    /** Shares of a controller at and beside both thresholds. */
    List<Integer> shares() {
        Set<Integer> shares = new LinkedHashSet<>();
        for (Policy policy : policies) {
            Parameters parameters = policy.parameters();
            shares.addAll(List.of(
                    parameters.controlMajorityPct(),
                    parameters.controlMajorityPct() + 1,
                    parameters.controlReviewPct(),
                    parameters.controlReviewPct() - 1));
        }
        return List.copyOf(shares);
    }

    /** Days with an address inside at and below the thresholds. */
    List<Integer> ipDays() {
        Set<Integer> days = new LinkedHashSet<>();
        for (Policy policy : policies) {
            days.add(policy.parameters().ipHistoryDays());
            days.add(policy.parameters().ipHistoryDays() - 1);
        }
        return List.copyOf(days);
    }

    /** When a proof was taken that turns stale about now; months differ in length, hence the days after. */
    List<Instant> proofsTaken(Instant at) {
        Set<Instant> taken = new LinkedHashSet<>();
        for (Policy policy : policies) {
            Instant stale = at.atOffset(ZoneOffset.UTC)
                    .minusMonths(policy.parameters().poaFreshMonths())
                    .toInstant();
            taken.addAll(List.of(stale, stale.plusSeconds(1), stale.plusSeconds(4L * 24 * 3600)));
        }
        return taken.stream().filter(instant -> !instant.isAfter(at)).toList();
    }

    /** Not known, another currency, and every currency that counts as inside somewhere. */
    List<String> pegs() {
        Set<String> inside = normalised(Field.ASSET_PEG, Parameters::pegCurrencies);
        List<String> pegs = new ArrayList<>(List.of(""));
        List.of("USD", "EUR", "CHF").stream()
                .filter(peg -> !inside.contains(peg))
                .findFirst()
                .ifPresent(pegs::add);
        pegs.addAll(inside);
        return pegs;
    }

    List<String> timeZones() {
        return withNone(normalised(Field.DEVICE_TZ, Parameters::timeZones));
    }

    List<String> languages() {
        return withNone(normalised(Field.DEVICE_LANG, Parameters::languages));
    }

    List<String> docTypes() {
        Set<String> types = new LinkedHashSet<>(List.of("passport"));
        types.addAll(normalised(Field.DOC_TYPE, Parameters::exemptDocTypes));
        return withNone(types);
    }

    private static List<String> withNone(Collection<String> values) {
        List<String> all = new ArrayList<>(List.of(""));
        all.addAll(values);
        return all;
    }

    /** A parameter's values as facts would carry them. */
    private Set<String> normalised(Field field, Function<Parameters, Set<String>> values) {
        Set<String> found = new LinkedHashSet<>();
        for (Policy policy : policies) {
            values.apply(policy.parameters()).stream()
                    .sorted()
                    .flatMap(value -> normalised(field, value).stream())
                    .forEach(found::add);
        }
        return found;
    }

    /** Empty for a value that no facts can carry, which therefore matches nothing. */
    private static Optional<String> normalised(Field field, String value) {
        String at = "2026-01-01T00:00:00Z";
        try {
            Facts facts = Facts.parse(
                    Map.of(Field.ACTIVITY.wire(), Activity.STAKE.name(), Field.AS_OF.wire(), at, field.wire(), value));
            return Optional.of(facts.text(field));
        } catch (InvalidFacts matchesNothing) {
            return Optional.empty();
        }
    }
}
