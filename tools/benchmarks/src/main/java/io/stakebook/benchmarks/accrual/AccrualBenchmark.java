package io.stakebook.benchmarks.accrual;

import io.stakebook.benchmarks.Benchmark;
import io.stakebook.benchmarks.Options;
import io.stakebook.benchmarks.database.Databases;
import io.stakebook.benchmarks.database.Footprint;
import io.stakebook.benchmarks.database.Machine;
import io.stakebook.benchmarks.measure.Medians;
import io.stakebook.benchmarks.measure.Processors;
import io.stakebook.benchmarks.measure.Table;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import javax.sql.DataSource;

/** {@code bench accrual}: a day's rewards for many customers, from the first read to the run's manifest. */
public final class AccrualBenchmark implements Benchmark {

    /** What one turn measured; NaN where a way to write has no such figure. */
    private record Turn(
            double seconds,
            double rate,
            double reading,
            double completing,
            double meanBatch,
            double log,
            double foreign) {

        static Turn of(double seconds, double rate) {
            return new Turn(seconds, rate, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
        }
    }

    @Override
    public String name() {
        return "accrual";
    }

    @Override
    public String summary() {
        return "a day's rewards for many customers: the run against bare COPY and a plain loop";
    }

    @Override
    public String usage() {
        return "[--accounts N] [--in-flight N,N,…] [--rounds N] [--sample N]";
    }

    @Override
    public List<String> quick() {
        return List.of("--accounts", "5000", "--rounds", "1");
    }

    @Override
    public void run(Options options, PrintStream out, PrintStream progress) throws Exception {
        int accounts = options.number("--accounts", 20_000, 10);
        List<Integer> inFlight = options.numbers("--in-flight", List.of(64, 256, 1_024));
        int rounds = options.number("--rounds", 3, 1);
        int sample = Math.min(accounts, options.number("--sample", 1_000, 10));
        Path data = Benchmark.data(options);
        options.finish();
        try (Databases databases = Databases.forTurns(data)) {
            out.println("bench accrual: " + accounts + " customers with one flexible position each, a whole day; "
                    + rounds + " rounds, interleaved, after one that warms up; leased mode, sequencer at work");
            out.println(Machine.of(databases));
            out.println();
            StakedBook book = StakedBook.make(databases, accounts);
            progress.println("the book is made");
            Processors processors =
                    new Processors(List.of(ProcessHandle.current().pid(), databases.pid()));
            Map<String, List<Turn>> turns = new LinkedHashMap<>();
            for (int round = 0; round <= rounds; round++) {
                Map<String, Turn> taken = round(databases, processors, book, accounts, inFlight, sample);
                if (round > 0) {
                    taken.forEach((way, turn) -> turns.computeIfAbsent(way, none -> new ArrayList<>())
                            .add(turn));
                }
                progress.println(round == 0 ? "warmed up" : "round " + round + " of " + rounds + " done");
            }
            print(turns, accounts, sample, out);
        }
    }

    private static final String COPY = "bare COPY of its rows, 2 connections";
    private static final String PLAIN = "plain loop, a transaction a position";

    private static Map<String, Turn> round(
            Databases databases,
            Processors processors,
            StakedBook staked,
            int accounts,
            List<Integer> inFlight,
            int sample)
            throws Exception {
        Map<String, Turn> taken = new LinkedHashMap<>();
        for (int i = 0; i < inFlight.size(); i++) {
            int many = inFlight.get(i);
            String name = "turn_accrual";
            DataSource book = databases.copy(StakedBook.TEMPLATE, name);
            try {
                Footprint footprint = new Footprint(book);
                long from = footprint.logEnd();
                Processors.Look before = processors.look();
                StakingNode.Figures figures = staked.turn(name, many);
                double foreign = processors.look().foreignSince(before);
                double log = (double) (footprint.logEnd() - from) / accounts;
                staked.prove(book, figures);
                taken.put(
                        "run, " + many + " in flight",
                        new Turn(
                                figures.seconds(),
                                accounts / figures.seconds(),
                                figures.readingSeconds(),
                                figures.completingSeconds(),
                                figures.meanBatch(),
                                log,
                                foreign));
                if (i + 1 == inFlight.size()) {
                    RunRows rows = new RunRows(book, figures.run().id().value().toString());
                    double copied = rows.copySeconds();
                    taken.put(COPY, Turn.of(copied, accounts / copied));
                    double each = rows.plainSecondsEach(sample);
                    taken.put(PLAIN, Turn.of(each * sample, 1 / each));
                }
            } finally {
                databases.drop(name);
            }
        }
        return taken;
    }

    private static void print(Map<String, List<Turn>> turns, int accounts, int sample, PrintStream out) {
        List<Turn> copy = turns.getOrDefault(COPY, List.of());
        List<Turn> plain = turns.getOrDefault(PLAIN, List.of());
        Table table = new Table(
                "way to write",
                "positions",
                "s",
                "positions/s",
                "÷ plain loop",
                "÷ bare COPY",
                "reading s",
                "completing s",
                "mean batch",
                "log B a position",
                "others' CPU");
        turns.forEach((way, taken) -> table.row(
                way,
                String.valueOf(way.equals(PLAIN) ? sample : accounts),
                number("%.2f", median(taken, Turn::seconds)),
                number("%,.0f", median(taken, Turn::rate)),
                number("%.2f×", ratio(taken, plain)),
                number("%.2f×", ratio(taken, copy)),
                number("%.2f", median(taken, Turn::reading)),
                number("%.2f", median(taken, Turn::completing)),
                number("%.0f", median(taken, Turn::meanBatch)),
                number("%,.0f", median(taken, Turn::log)),
                number("%.0f %%", median(taken, Turn::foreign))));
        table.print(out);
    }

    private static double median(List<Turn> turns, ToDoubleFunction<Turn> figure) {
        return Medians.of(turns.stream().mapToDouble(figure).toArray());
    }

    /** The median over the rounds of the ratio of the rates within each. */
    private static double ratio(List<Turn> upper, List<Turn> lower) {
        double[] ratios = new double[upper.size()];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = upper.get(i).rate() / lower.get(i).rate();
        }
        return Medians.of(ratios);
    }

    private static String number(String pattern, double value) {
        return Double.isNaN(value) ? "" : String.format(Locale.ROOT, pattern, value);
    }
}
