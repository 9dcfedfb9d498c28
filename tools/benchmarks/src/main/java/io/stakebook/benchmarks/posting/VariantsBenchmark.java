package io.stakebook.benchmarks.posting;

import io.stakebook.benchmarks.Benchmark;
import io.stakebook.benchmarks.Options;
import io.stakebook.benchmarks.database.Databases;
import io.stakebook.benchmarks.database.Machine;
import io.stakebook.benchmarks.design.CopyLimit;
import io.stakebook.benchmarks.design.CopyPart;
import io.stakebook.benchmarks.design.EngineDesign;
import io.stakebook.benchmarks.design.EngineMode;
import io.stakebook.benchmarks.design.Workload;
import io.stakebook.benchmarks.measure.Goal;
import io.stakebook.benchmarks.measure.Measurement;
import io.stakebook.benchmarks.measure.Medians;
import io.stakebook.benchmarks.measure.Table;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** {@code bench variants}: the engine against itself with one thing changed, and what each kind of row it writes costs. */
public final class VariantsBenchmark implements Benchmark {

    private static final int REFUSED = 25;

    /** One line of a table. */
    private record Variant(String title, Contestant contestant, int overdraw) {}

    @Override
    public String name() {
        return "variants";
    }

    @Override
    public String summary() {
        return "what sync, refusals, the sequencer, kept answers and balance rows cost";
    }

    @Override
    public String usage() {
        return "[--seconds N] [--rounds N] [--callers N,N,…] [--accounts N] [--workload hot|uniform]"
                + " [--mode locked|leased] [--patience PERCENT]";
    }

    @Override
    public List<String> quick() {
        return List.of("--seconds", "1", "--callers", "8192", "--rounds", "3");
    }

    @Override
    public void run(Options options, PrintStream out, PrintStream progress) throws Exception {
        int seconds = options.number("--seconds", 3, 1);
        int rounds = options.number("--rounds", 3, 1);
        List<Integer> callers = options.numbers("--callers", List.of(1_024, 8_192));
        int accounts = options.number("--accounts", 100_000, 2);
        Workload workload = Workload.of(options.text("--workload", "uniform"));
        EngineMode mode =
                EngineMode.of(options.text("--mode", EngineMode.fastest().option()));
        int patience = options.percent("--patience", 12);
        Path data = Benchmark.data(options);
        options.finish();

        EngineDesign engine = EngineDesign.in(mode);
        CopyLimit bare = CopyLimit.bare();
        List<Variant> engines = List.of(
                new Variant(engine.title(), ledger(engine), 0),
                new Variant("sync off", ledger(engine.withoutSync()), 0),
                new Variant(REFUSED + " % refused", ledger(engine), REFUSED),
                new Variant("sequencer running", ledger(engine.withSequencer()), 0));
        List<Variant> copies = List.of(
                new Variant(bare.title(), new Contestant.Copy(bare), 0),
                new Variant("+ outcome", new Contestant.Copy(bare.and(CopyPart.OUTCOME)), 0),
                new Variant("+ balance rows", new Contestant.Copy(bare.and(CopyPart.BALANCE)), 0),
                new Variant(
                        "+ both", new Contestant.Copy(bare.and(CopyPart.OUTCOME).and(CopyPart.BALANCE)), 0));

        try (Databases databases = Databases.forTurns(data)) {
            Machine machine = Machine.of(databases);
            engine.prepare(databases.create(engine.template()), accounts);
            bare.prepare(databases, engine, accounts);
            Turns turns = new Turns(databases, patience);
            Load.Sizes sizes = new Load.Sizes();
            Duration warmUp = Duration.ofMillis(seconds < 3 ? 1_000 : 1_500);
            out.println("bench variants: " + workload.title() + " over " + accounts + " accounts, " + rounds
                    + " rounds of " + seconds + " s, median; ratios pair turns of one round");
            out.println(machine);
            out.println();
            for (int many : callers) {
                Load load = new Load(workload, many, accounts, 0, warmUp, Duration.ofSeconds(seconds), sizes);
                for (Variant variant : engines.subList(0, 1)) {
                    turns.take(variant.contestant(), load); // warms up the virtual machine
                }
                Map<Variant, List<Measurement>> taken = new LinkedHashMap<>();
                for (int round = 1; round <= rounds; round++) {
                    for (List<Variant> group : List.of(engines, copies)) {
                        for (Variant variant : group) {
                            taken.computeIfAbsent(variant, none -> new ArrayList<>())
                                    .add(turns.take(variant.contestant(), load.overdrawing(variant.overdraw())));
                        }
                    }
                    progress.println(many + " in flight: round " + round + " of " + rounds + " done");
                }
                table(many, engines, taken).print(out);
                table(many, copies, taken).print(out);
                Table.of(goals(many, engines, taken)).print(out);
            }
        }
    }

    private static Contestant ledger(EngineDesign design) {
        return new Contestant.Ledger(design, 1, Integer.MAX_VALUE);
    }

    private static Table table(int callers, List<Variant> group, Map<Variant, List<Measurement>> taken) {
        Table table = new Table(
                callers + " in flight",
                "transfers/s",
                "lowest..highest",
                "p99 ms",
                "mean batch",
                "refused",
                "others' CPU %",
                "÷ the first line");
        for (Variant variant : group) {
            Measurement at = Measurement.median(taken.getOrDefault(variant, List.of()));
            table.row(
                    variant.title(),
                    number("%.0f", at.rate()),
                    number("%.0f..", at.lowest()) + number("%.0f", at.highest()),
                    number("%.1f", at.p99()),
                    number("%.0f", at.meanBatch()),
                    String.valueOf(at.refused()),
                    number("%.0f", at.foreign()),
                    number("%.2f×", ratio(variant, group.get(0), taken)));
        }
        return table;
    }

    private static List<Goal> goals(int callers, List<Variant> engines, Map<Variant, List<Measurement>> taken) {
        return List.of(
                Goal.atLeast(
                        0.95,
                        "×",
                        "sync on ÷ sync off, " + callers + " in flight",
                        ratio(engines.get(0), engines.get(1), taken)),
                Goal.atLeast(
                        0.90,
                        "×",
                        REFUSED + " % refused ÷ none refused, " + callers + " in flight",
                        ratio(engines.get(2), engines.get(0), taken)));
    }

    private static double ratio(Variant upper, Variant lower, Map<Variant, List<Measurement>> taken) {
        return Medians.ratio(
                taken.getOrDefault(upper, List.of()), taken.getOrDefault(lower, List.of()), Measurement::rate);
    }

    private static String number(String pattern, double value) {
        return Double.isNaN(value) ? "?" : String.format(Locale.ROOT, pattern, value);
    }
}
