package io.stakebook.policy.diff;

import io.stakebook.policy.facts.Activity;
import io.stakebook.policy.facts.Facts;
import io.stakebook.policy.model.Attribute;
import io.stakebook.policy.model.Cell;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Every way that several ladders can answer the same facts, each with the number of cells and an example.
 *
 * <p>The groups of facts are put together one after another. All that matters of the facts chosen so far is which conditions may
 * still hold, so whatever leaves the same conditions is one way from then on; and a condition that nothing to come can break makes
 * those after it idle. That keeps a space of millions of cells in a few hundred ways, and exact.
 */
final class Cases {
    private final List<Ladder> ladders;
    private final FactSpace space;
    private final Activity activity;
    private final List<Rung> rungs = new ArrayList<>();
    /** Position after the last rung of each ladder. */
    private final int[] ends;

    private Cases(List<Ladder> ladders, FactSpace space, Activity activity) {
        this.ladders = ladders;
        this.space = space;
        this.activity = activity;
        this.ends = new int[ladders.size()];
    }

    /**
     * @param answers of each ladder the number of the answer, or -1 where no condition holds
     * @param cells how many cells, of those that the conditions tell apart, are answered so
     * @param facts an example
     */
    record Case(List<Integer> answers, long cells, Facts facts) {}

    private record Rung(int policy, Ladder.Step step) {}

    /** The facts chosen on the way here, the last first. */
    private record Way(
            long cells, @Nullable Way before, @Nullable Piece piece) {}

    static Collection<Case> of(List<Ladder> ladders, FactSpace space, Activity activity) {
        return new Cases(ladders, space, activity).run();
    }

    private Collection<Case> run() {
        Map<FactSpace.Group, List<FactSpace.Sample>> samples = space.samples(activity);
        climbable(space.plainCells(activity));
        List<Map<BitSet, Way>> groups = new ArrayList<>();
        samples.forEach((group, choices) -> groups.add(options(group, choices)));
        List<BitSet> sure = unbroken(groups);
        Map<BitSet, Way> ways = new LinkedHashMap<>();
        BitSet all = new BitSet();
        all.set(0, rungs.size());
        ways.put(all, new Way(1, null, null));
        for (int g = 0; g < groups.size(); g++) {
            ways = further(ways, groups.get(g), sure.get(g));
        }
        return answers(ways);
    }

    /** Leaves out the conditions that the act or the date breaks. */
    private void climbable(List<Cell> plain) {
        for (int i = 0; i < ladders.size(); i++) {
            Ladder ladder = ladders.get(i);
            Cell cell = plain.get(ladder.policy());
            for (Ladder.Step step : ladder.steps()) {
                if (step.allows(Attribute.ACTIVITY, cell) && step.allows(Attribute.PHASE, cell)) {
                    rungs.add(new Rung(ladder.policy(), step));
                }
            }
            ends[i] = rungs.size();
        }
    }

    private Map<BitSet, Way> options(FactSpace.Group group, List<FactSpace.Sample> samples) {
        Map<BitSet, Way> options = new LinkedHashMap<>();
        for (FactSpace.Sample sample : samples) {
            BitSet holds = new BitSet();
            for (int r = 0; r < rungs.size(); r++) {
                Rung rung = rungs.get(r);
                Cell cell = sample.cells().get(rung.policy());
                holds.set(
                        r,
                        group.attributes().stream()
                                .allMatch(attribute -> rung.step().allows(attribute, cell)));
            }
            options.putIfAbsent(holds, new Way(1, null, sample.piece()));
        }
        return options;
    }

    /** For each group the conditions that no later group can break. */
    private List<BitSet> unbroken(List<Map<BitSet, Way>> groups) {
        List<BitSet> sure = new ArrayList<>();
        BitSet open = new BitSet();
        open.set(0, rungs.size());
        for (int g = groups.size() - 1; g >= 0; g--) {
            sure.add(0, (BitSet) open.clone());
            groups.get(g).keySet().forEach(open::and);
        }
        return sure;
    }

    private Map<BitSet, Way> further(Map<BitSet, Way> ways, Map<BitSet, Way> options, BitSet sure) {
        Map<BitSet, Way> further = new LinkedHashMap<>();
        ways.forEach((before, way) -> options.forEach((option, choice) -> {
            BitSet holds = (BitSet) before.clone();
            holds.and(option);
            dropIdle(holds, sure);
            further.merge(
                    holds,
                    new Way(way.cells(), way, choice.piece()),
                    (first, same) -> new Way(first.cells() + same.cells(), first.before(), first.piece()));
        }));
        return further;
    }

    private void dropIdle(BitSet holds, BitSet sure) {
        int start = 0;
        for (int end : ends) {
            for (int r = holds.nextSetBit(start); r >= 0 && r < end; r = holds.nextSetBit(r + 1)) {
                if (sure.get(r)) {
                    holds.clear(r + 1, end);
                    break;
                }
            }
            start = end;
        }
    }

    private Collection<Case> answers(Map<BitSet, Way> ways) {
        Map<List<Integer>, Case> cases = new LinkedHashMap<>();
        ways.forEach((holds, way) -> {
            List<Integer> answers = new ArrayList<>();
            int start = 0;
            for (int end : ends) {
                int first = holds.nextSetBit(start);
                answers.add(first >= 0 && first < end ? rungs.get(first).step().answer() : -1);
                start = end;
            }
            cases.merge(
                    answers,
                    new Case(answers, way.cells(), facts(way)),
                    (first, same) -> new Case(answers, first.cells() + same.cells(), first.facts()));
        });
        return cases.values();
    }

    private Facts facts(Way last) {
        Facts.Builder facts = space.plain(activity);
        for (Way way = last; way != null; way = way.before()) {
            if (way.piece() != null) {
                facts = way.piece().apply(facts);
            }
        }
        return facts.build();
    }
}
