package io.stakebook.benchmarks.size;

import io.stakebook.benchmarks.Benchmark;
import io.stakebook.benchmarks.Options;
import io.stakebook.benchmarks.database.Databases;
import io.stakebook.benchmarks.database.Footprint;
import io.stakebook.benchmarks.database.Machine;
import io.stakebook.benchmarks.design.ClosedLoop;
import io.stakebook.benchmarks.design.Design;
import io.stakebook.benchmarks.design.Design.Turn;
import io.stakebook.benchmarks.design.EngineDesign;
import io.stakebook.benchmarks.design.EngineMode;
import io.stakebook.benchmarks.design.LeanDesign;
import io.stakebook.benchmarks.design.PlainDesign;
import io.stakebook.benchmarks.design.PoolDesign;
import io.stakebook.benchmarks.design.Workload;
import io.stakebook.benchmarks.measure.Goal;
import io.stakebook.benchmarks.measure.Shares;
import io.stakebook.benchmarks.measure.Table;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import javax.sql.DataSource;

/** {@code bench sizes}: log and disk bytes a transfer, by table and index. */
public final class SizesBenchmark implements Benchmark {

    private static final int POOL = 8;

    @Override
    public String name() {
        return "sizes";
    }

    @Override
    public String summary() {
        return "log and disk bytes a transfer for the plain function and the engine, by table and index";
    }

    @Override
    public String usage() {
        return "[--transfers N] [--callers N] [--accounts N] [--workloads hot,uniform]";
    }

    @Override
    public List<String> quick() {
        return List.of("--transfers", "20000");
    }

    /** What the yardsticks keep too: entries, lines, balances, and the key's index. */
    private static final Pattern LEDGER = Pattern.compile("(journal_entry|posting|balance)(_.*)?|idempotency_pkey");

    /** What a design left behind, bytes a transfer. */
    private record Left(Map<String, Double> log, Map<String, Double> disk) {

        /** The part of it that the yardsticks keep too. */
        Left ledger() {
            return new Left(matching(log), matching(disk));
        }

        private static Map<String, Double> matching(Map<String, Double> all) {
            Map<String, Double> some = new LinkedHashMap<>(all);
            some.keySet().removeIf(part -> !LEDGER.matcher(part).matches());
            return some;
        }
    }

    @Override
    public void run(Options options, PrintStream out, PrintStream progress) throws Exception {
        int transfers = options.number("--transfers", 50_000, 1_000);
        int callers = options.number("--callers", 128, 1);
        int accounts = options.number("--accounts", 100_000, 2);
        List<String> workloads = options.names("--workloads", List.of("hot", "uniform"));
        Path data = Benchmark.data(options);
        options.finish();

        EngineDesign engine = EngineDesign.in(EngineMode.fastest());
        PlainDesign plain = new PlainDesign();
        LeanDesign lean = new LeanDesign();
        List<Design> designs = List.of(plain, lean, engine, engine.withSequencer());
        try (Databases databases = Databases.forTurns(data)) {
            out.println("bench sizes: " + transfers + " transfers from " + callers + " callers over " + accounts
                    + " accounts, after a checkpoint, page images included");
            out.println(Machine.of(databases));
            out.println();
            engine.prepare(databases.create(engine.template()), accounts);
            for (PoolDesign yardstick : List.of(plain, lean)) {
                for (Workload workload : Workload.values()) {
                    yardstick.usePool(workload, POOL);
                }
                yardstick.prepare(databases.create(yardstick.template()), accounts);
            }
            List<Goal> goals = new ArrayList<>();
            Map<String, Left> shown = new LinkedHashMap<>();
            Table totals = new Table("accounts, design", "log B", "disk B", "log ÷ plain", "disk ÷ plain");
            for (String title : workloads) {
                Workload workload = Workload.of(title);
                Left first = null;
                for (Design design : designs) {
                    Left left = measure(databases, design, workload, callers, accounts, transfers);
                    first = first == null ? left : first;
                    shown.put(title + ", " + design.title(), left);
                    total(totals, title + ", " + design.title(), left, first);
                    if (design instanceof EngineDesign) {
                        total(totals, title + ", " + design.title() + ": ledger rows only", left.ledger(), first);
                        goals(goals, title + ", " + design.title(), left, first);
                        goals(goals, title + ", " + design.title() + ", ledger rows only", left.ledger(), first);
                    }
                    progress.println(title + ", " + design.title() + " done");
                }
            }
            totals.print(out);
            Table.of(goals).print(out);
            for (Map.Entry<String, Left> one : shown.entrySet()) {
                shares(one.getKey(), one.getValue()).print(out);
            }
        }
    }

    private static void total(Table totals, String what, Left left, Left plain) {
        double log = Shares.sum(left.log());
        double disk = Shares.sum(left.disk());
        totals.row(
                what,
                number("%.0f", log),
                number("%.0f", disk),
                number("%.2f×", log / Shares.sum(plain.log())),
                number("%.2f×", disk / Shares.sum(plain.disk())));
    }

    private static void goals(List<Goal> goals, String what, Left left, Left plain) {
        goals.add(Goal.atMost(
                0.33, "×", what + ": log ÷ plain function's", Shares.sum(left.log()) / Shares.sum(plain.log())));
        goals.add(Goal.atMost(
                0.5, "×", what + ": disk ÷ plain function's", Shares.sum(left.disk()) / Shares.sum(plain.disk())));
    }

    private static Left measure(
            Databases databases, Design design, Workload workload, int callers, int accounts, int transfers)
            throws SQLException, InterruptedException {
        String name = "turn_" + design.template();
        DataSource book = databases.copy(design.template(), name);
        try {
            Footprint footprint = new Footprint(book);
            Map<String, Long> diskBefore = footprint.disk();
            long from = footprint.logEnd();
            ClosedLoop loop = ClosedLoop.times(workload, accounts, transfers);
            try (Turn turn = design.begin(book, workload, callers)) {
                loop.run(turn, callers);
                turn.settle();
            }
            long to = footprint.logEnd();
            design.prove(book, loop.acceptedEver());
            footprint.vacuum();
            return new Left(
                    Shares.each(Map.of(), footprint.log(from, to), loop.acceptedEver()),
                    Shares.each(diskBefore, footprint.disk(), loop.acceptedEver()));
        } finally {
            databases.drop(name);
        }
    }

    private static Table shares(String title, Left left) {
        Table table = new Table(title, "disk B", "of disk", "log B", "of log");
        TreeSet<String> parts = new TreeSet<>(left.disk().keySet());
        parts.addAll(left.log().keySet());
        for (String part : parts) {
            double disk = left.disk().getOrDefault(part, 0.0);
            double log = left.log().getOrDefault(part, 0.0);
            if (disk >= 1 || log >= 1) {
                table.row(
                        part,
                        number("%.0f", disk),
                        number("%.0f %%", 100 * disk / Shares.sum(left.disk())),
                        number("%.0f", log),
                        number("%.0f %%", 100 * log / Shares.sum(left.log())));
            }
        }
        return table;
    }

    private static String number(String pattern, double value) {
        return String.format(Locale.ROOT, pattern, value);
    }
}
