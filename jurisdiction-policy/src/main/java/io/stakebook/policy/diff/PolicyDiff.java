package io.stakebook.policy.diff;

import io.stakebook.policy.diff.Change.Weight;
import io.stakebook.policy.diff.Verdicts.Pair;
import io.stakebook.policy.facts.Activity;
import io.stakebook.policy.facts.Facts;
import io.stakebook.policy.facts.OverrideState;
import io.stakebook.policy.model.Policy;
import io.stakebook.policy.model.PolicySet;
import io.stakebook.policy.model.StageRule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Every change from one set of policies to another. At both sides of each date of either set, all facts that some rule can tell
 * apart are put before both; what changes is told by the engine itself, kind by kind, with an example.
 */
public final class PolicyDiff {
    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Set<String> OF_VERDICT = Set.of("outcome", "reason");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

    private final PolicySet before;
    private final PolicySet after;
    private final Verdicts verdicts;
    private final Map<String, Change> changes = new LinkedHashMap<>();

    private PolicyDiff(PolicySet before, PolicySet after) {
        this.before = before;
        this.after = after;
        this.verdicts = new Verdicts(before, after);
    }

    /** The kinds of change, those that open something first, then the most frequent; empty when every cell decides alike. */
    public static List<Change> of(PolicySet before, PolicySet after) {
        return new PolicyDiff(before, after).run();
    }

    /** How two sets decide on given facts, in the form of {@link Change#text()}; empty when alike. */
    public static Optional<String> compare(PolicySet before, PolicySet after, Facts facts) {
        Set<String> members = new LinkedHashSet<>(Verdicts.OF_RULES);
        members.addAll(Verdicts.OF_STAGES);
        members.addAll(Verdicts.OF_SUBJECT);
        members.add("exitOptions");
        return new Verdicts(before, after).compare(facts, members).map(pair -> pair.text(Set.of()));
    }

    private List<Change> run() {
        for (Instant at : instants()) {
            List<Policy> old = inForce(before, at);
            List<Policy> now = inForce(after, at);
            if (!hashes(old).equals(hashes(now))) {
                compareAt(at, old, now);
            }
        }
        return changes.values().stream()
                .sorted(Comparator.comparing(Change::weight)
                        .thenComparing(Comparator.comparingLong(Change::cells).reversed()))
                .toList();
    }

    /** Both sides of every date at which either set may begin to decide otherwise. */
    private NavigableSet<Instant> instants() {
        NavigableSet<Instant> dates = new TreeSet<>();
        for (PolicySet set : List.of(before, after)) {
            for (Policy policy : set.policies()) {
                dates.add(policy.validFrom());
                policy.validTo().ifPresent(dates::add);
                policy.parameters().forcedUnbonding().ifPresent(dates::add);
                policy.parameters().exitWindowEnd().ifPresent(dates::add);
                policy.stages().stream().map(StageRule::from).forEach(dates::add);
            }
        }
        NavigableSet<Instant> sides = new TreeSet<>();
        for (Instant date : dates) {
            if (date.isAfter(FIRST) && !date.isAfter(LAST)) {
                sides.add(date.minusSeconds(1));
                sides.add(date);
            }
        }
        return sides;
    }

    private static List<Policy> inForce(PolicySet set, Instant at) {
        return set.policies().stream().filter(policy -> policy.inForce(at)).toList();
    }

    private static List<String> hashes(List<Policy> policies) {
        return policies.stream().map(Policy::contentHash).toList();
    }

    private void compareAt(Instant at, List<Policy> old, List<Policy> now) {
        List<Policy> all = new ArrayList<>(old);
        all.addAll(now);
        FactSpace space = new FactSpace(all, at);
        // Of several policies the strictest speaks, and the stage is its own: then both have to be asked together.
        boolean together = old.size() > 1 || now.size() > 1;
        Set<String> ofBoth = new LinkedHashSet<>(Verdicts.OF_RULES);
        ofBoth.addAll(Verdicts.OF_STAGES);
        for (Activity activity : Activity.values()) {
            List<Ladder> rules = new ArrayList<>();
            List<Ladder> stages = new ArrayList<>();
            for (int i = 0; i < all.size(); i++) {
                rules.add(Ladder.rules(i, all.get(i), activity));
                stages.add(Ladder.stages(i, all.get(i), at));
            }
            if (old.isEmpty() || now.isEmpty()) {
                rules.add(Ladder.noPolicy(0));
            }
            if (together) {
                rules.addAll(stages);
                compare(Cases.of(rules, space, activity), ofBoth);
            } else {
                compare(Cases.of(rules, space, activity), Verdicts.OF_RULES);
                compare(Cases.of(stages, space, activity), Verdicts.OF_STAGES);
            }
        }
        if (!old.isEmpty() && !now.isEmpty()) {
            compareSubjects(space);
        }
    }

    private void compare(Iterable<Cases.Case> cases, Set<String> members) {
        for (Cases.Case one : cases) {
            Facts overridden =
                    one.facts().toBuilder().override(OverrideState.VALID).build();
            Optional<Pair> plain = record(one.facts(), one.cells(), members);
            if (plain.isEmpty()) {
                record(overridden, one.cells(), members);
            } else if (plain.get().weight().compareTo(Weight.HTTP) <= 0) {
                recordLifted(overridden, one.cells(), plain.get());
            }
        }
    }

    /** What an override makes of a change is told where it is another one, by the verdicts alone: the rest is told without it. */
    private void recordLifted(Facts facts, long cells, Pair plain) {
        Optional<Pair> found = verdicts.compare(facts, OF_VERDICT);
        if (found.isPresent() && !found.get().verdicts().equals(plain.verdicts())) {
            Pair pair = found.get();
            Weight weight = pair.weight() == Weight.LOOSER ? Weight.LOOSER_BY_OVERRIDE : pair.weight();
            add(weight + " " + pair.verdicts(), new Change(weight, pair.verdicts(), cells, facts));
        }
    }

    /** The class and the signals follow from each group of facts by itself. */
    private void compareSubjects(FactSpace space) {
        space.samples(Activity.STAKE)
                .values()
                .forEach(samples -> samples.forEach(sample -> {
                    Facts facts =
                            sample.piece().apply(space.plain(Activity.STAKE)).build();
                    record(facts, 1, Verdicts.OF_SUBJECT);
                }));
    }

    /** What changes on these facts in one of the members, now part of the changes. */
    private Optional<Pair> record(Facts built, long cells, Set<String> members) {
        Facts facts = Facts.parse(Change.members("", built));
        Optional<Pair> found = verdicts.compare(facts, members);
        found.ifPresent(pair -> {
            Set<String> hidden = new LinkedHashSet<>(pair.differing().keySet());
            hidden.removeAll(members);
            if (pair.weight() != Weight.REUSE) {
                // How long a decision holds depends on how near the next date is; it makes no kind of its own.
                hidden.add("reuse");
            }
            String kind = pair.weight() + " " + pair.text(hidden);
            if (pair.weight().compareTo(Weight.STAGE) < 0) {
                hidden.removeAll(Set.of("exitOptions", "reuse", "stage"));
            }
            add(kind, new Change(pair.weight(), pair.text(hidden), cells, facts));
        });
        return found;
    }

    private void add(String kind, Change change) {
        changes.merge(kind, change, PolicyDiff::together);
    }

    private static Change together(Change first, Change more) {
        Set<Activity> activities = EnumSet.copyOf(first.activities());
        activities.addAll(more.activities());
        NavigableSet<Instant> instants = new TreeSet<>(first.instants());
        instants.addAll(more.instants());
        return new Change(
                first.weight(), first.text(), first.cells() + more.cells(), activities, instants, first.example());
    }
}
