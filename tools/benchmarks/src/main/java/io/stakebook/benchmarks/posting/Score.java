package io.stakebook.benchmarks.posting;

import io.stakebook.benchmarks.design.EngineMode;
import io.stakebook.benchmarks.design.Workload;
import io.stakebook.benchmarks.measure.Goal;
import io.stakebook.benchmarks.measure.Measurement;
import io.stakebook.benchmarks.measure.Medians;
import io.stakebook.benchmarks.measure.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** All turns of {@code bench posting} and what they say about the goals. Ratios pair turns of the same round. */
final class Score {

    private static final String PLAIN = "plain function";
    private static final String COPY = "bare COPY";

    private final List<Contestant> contestants;
    private final Map<Cell, Map<String, List<Measurement>>> turns = new LinkedHashMap<>();

    /** Where designs meet. */
    private record Cell(Workload workload, int callers) {}

    Score(List<Contestant> contestants) {
        this.contestants = contestants;
    }

    /** Keeps a turn; those of round 0 are warm-up and forgotten. */
    void add(int round, Load load, Contestant contestant, Measurement measured) {
        if (round > 0) {
            turns.computeIfAbsent(new Cell(load.workload(), load.callers()), none -> new LinkedHashMap<>())
                    .computeIfAbsent(contestant.title(), none -> new ArrayList<>())
                    .add(measured);
        }
    }

    Table table() {
        List<String> engines = contestants.stream()
                .map(Contestant::title)
                .filter(title -> title.startsWith("engine"))
                .toList();
        List<String> head = new ArrayList<>(List.of(
                "accounts, callers, design",
                "transfers/s",
                "lowest..highest",
                "p50 ms",
                "p99 ms",
                "mean batch",
                "refused",
                "dropped",
                "others' CPU %"));
        engines.forEach(engine -> head.add(engine.replace("engine, ", "") + " ÷ this"));
        Table table = new Table(head.toArray(String[]::new));
        turns.forEach((cell, byDesign) -> byDesign.forEach((title, taken) -> {
            Measurement at = Measurement.median(taken);
            List<String> row = new ArrayList<>(List.of(
                    cell.workload().title() + ", " + cell.callers() + ", " + title,
                    format("%.0f", at.rate()),
                    format("%.0f", at.lowest()) + ".." + format("%.0f", at.highest()),
                    format("%.2f", at.p50()),
                    format("%.2f", at.p99()),
                    format("%.1f", at.meanBatch()),
                    String.valueOf(at.refused()),
                    String.valueOf(at.dropped()),
                    format("%.0f", at.foreign())));
            for (String engine : engines) {
                double ratio = ratio(cell, engine, cell, title, Measurement::rate);
                row.add(engine.equals(title) || Double.isNaN(ratio) ? "" : format("%.2f×", ratio));
            }
            table.row(row.toArray(String[]::new));
        }));
        return table;
    }

    private static String format(String pattern, double value) {
        return Double.isNaN(value) ? "?" : String.format(Locale.ROOT, pattern, value);
    }

    /** The goals of the posting engine, for the cells and designs that took part. */
    List<Goal> goals() {
        List<Goal> goals = new ArrayList<>();
        String fast = EngineMode.fastest().title();
        if (EngineMode.fastest() != EngineMode.LOCKED) {
            goals.add(over(
                    "hot, 128 callers: locked ÷ plain function", 15, Workload.HOT, 128, EngineMode.LOCKED.title()));
            goals.add(over("hot, 128 callers: leased ÷ plain function", 25, Workload.HOT, 128, fast));
        } else {
            goals.add(over("hot, 128 callers: locked ÷ plain function", 15, Workload.HOT, 128, fast));
        }
        goals.add(over("hot, 1,024 in flight: engine ÷ plain function", 40, Workload.HOT, 1_024, fast));
        goals.add(over("uniform, 128 callers: engine ÷ plain function", 12, Workload.UNIFORM, 128, fast));
        goals.add(over("uniform, 1,024 in flight: engine ÷ plain function", 18, Workload.UNIFORM, 1_024, fast));
        goals.add(over("one lone caller, hot: engine ÷ plain function", 1.4, Workload.HOT, 1, fast));
        goals.add(over("one lone caller, uniform: engine ÷ plain function", 1.4, Workload.UNIFORM, 1, fast));
        for (int callers : new int[] {128, 1_024, 16_384}) {
            goals.add(Goal.atLeast(
                    1.0,
                    "×",
                    "hot ÷ uniform, engine, " + callers + " in flight",
                    ratio(
                            new Cell(Workload.HOT, callers),
                            fast,
                            new Cell(Workload.UNIFORM, callers),
                            fast,
                            Measurement::rate)));
        }
        for (Workload workload : Workload.values()) {
            Cell cell = new Cell(workload, 128);
            goals.add(Goal.atMost(
                    0.1,
                    "×",
                    workload.title() + ", 128 callers: engine's p99 ÷ plain function's",
                    ratio(cell, fast, cell, PLAIN, Measurement::p99)));
        }
        for (Workload workload : Workload.values()) {
            goals.add(ofCopy(workload, 1_024, 0.5, fast));
            for (int callers : new int[] {8_192, 16_384}) {
                if (turns.containsKey(new Cell(workload, callers))) {
                    goals.add(ofCopy(workload, callers, 0.75, fast));
                }
            }
        }
        return goals.stream().filter(goal -> !Double.isNaN(goal.measured())).toList();
    }

    private Goal over(String what, double asked, Workload workload, int callers, String engine) {
        Cell cell = new Cell(workload, callers);
        return Goal.atLeast(asked, "×", what, ratio(cell, engine, cell, PLAIN, Measurement::rate));
    }

    private Goal ofCopy(Workload workload, int callers, double asked, String engine) {
        Cell cell = new Cell(workload, callers);
        return Goal.atLeast(
                asked,
                "×",
                workload.title() + ", " + callers + " in flight: engine ÷ bare COPY of entries and postings",
                ratio(cell, engine, cell, COPY, Measurement::rate));
    }

    private double ratio(Cell upper, String above, Cell lower, String below, ToDoubleFunction<Measurement> figure) {
        List<Measurement> over = turns.getOrDefault(upper, Map.of()).getOrDefault(above, List.of());
        List<Measurement> under = turns.getOrDefault(lower, Map.of()).getOrDefault(below, List.of());
        return over.isEmpty() || under.isEmpty() ? Double.NaN : Medians.ratio(over, under, figure);
    }
}
