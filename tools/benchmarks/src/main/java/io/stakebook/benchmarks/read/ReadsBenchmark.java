package io.stakebook.benchmarks.read;

import io.stakebook.benchmarks.Benchmark;
import io.stakebook.benchmarks.Options;
import io.stakebook.benchmarks.database.Databases;
import io.stakebook.benchmarks.database.Machine;
import io.stakebook.benchmarks.design.SeededBook;
import io.stakebook.benchmarks.measure.Goal;
import io.stakebook.benchmarks.measure.Latencies;
import io.stakebook.benchmarks.measure.Medians;
import io.stakebook.benchmarks.measure.Table;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** {@code bench reads}: the balance and the statement of an account with a million postings. */
public final class ReadsBenchmark implements Benchmark {

    private static final int LINES = 50;
    private static final String BARE = "balance row by primary key, bare JDBC";
    private static final String BALANCE = "balance by account name, product";

    /** Reads the same thing once more. */
    private interface Read {
        void run() throws SQLException;
    }

    @Override
    public String name() {
        return "reads";
    }

    @Override
    public String summary() {
        return "balance and statement pages of an account with a million postings";
    }

    @Override
    public String usage() {
        return "[--postings N] [--reads N] [--rounds N]";
    }

    @Override
    public List<String> quick() {
        return List.of("--reads", "1000");
    }

    @Override
    public void run(Options options, PrintStream out, PrintStream progress) throws Exception {
        int postings = options.number("--postings", 1_000_000, 1_000);
        int many = options.number("--reads", 3_000, 100);
        int rounds = options.number("--rounds", 3, 1);
        Path data = Benchmark.data(options);
        options.finish();
        try (Databases databases = Databases.forTurns(data)) {
            Machine machine = Machine.of(databases);
            SeededBook seeded = SeededBook.make(databases, "reads", 1_000, postings);
            progress.println("a book of " + postings + " entries is made");
            Map<String, List<Double>> medians = new LinkedHashMap<>();
            Map<String, List<Double>> slowest = new LinkedHashMap<>();
            try (ReadPorts ports = new ReadPorts(databases.port(), "reads");
                    Connection bare = seeded.book().getConnection();
                    PreparedStatement row = bare.prepareStatement("select * from balance where account_id = ?")) {
                Map<String, Read> cases = cases(seeded, postings, ports, row);
                for (int round = 0; round <= rounds; round++) {
                    for (Map.Entry<String, Read> one : cases.entrySet()) {
                        Latencies latencies = new Latencies();
                        for (int i = 0; i < many; i++) {
                            long begun = System.nanoTime();
                            one.getValue().run();
                            latencies.add(System.nanoTime() - begun);
                        }
                        if (round > 0) { // Round 0 warms up the virtual machine and the caches.
                            medians.computeIfAbsent(one.getKey(), none -> new ArrayList<>())
                                    .add(latencies.millis(50));
                            slowest.computeIfAbsent(one.getKey(), none -> new ArrayList<>())
                                    .add(latencies.millis(99));
                        }
                    }
                    progress.println(round == 0 ? "warmed up" : "round " + round + " of " + rounds + " done");
                }
            }
            out.println("bench reads: an account with " + postings + " postings, one reader, " + rounds + " rounds of "
                    + many + " reads each, interleaved; pages of " + LINES);
            out.println(machine);
            out.println();
            Table table = new Table("read", "p50 ms", "p99 ms", "p50 ÷ bare read", "p50 ÷ page at depth 1");
            List<Double> bare = medians.getOrDefault(BARE, List.of());
            List<Double> first = medians.getOrDefault(page(1), List.of());
            medians.forEach((what, times) -> table.row(
                    what,
                    number("%.3f", median(times)),
                    number("%.3f", median(slowest.getOrDefault(what, List.of()))),
                    number("%.2f×", ratio(times, bare)),
                    what.startsWith("statement") ? number("%.2f×", ratio(times, first)) : ""));
            table.print(out);
            List<Goal> goals = new ArrayList<>();
            goals.add(Goal.atMost(
                    2, "×", "balance ÷ bare primary-key read", ratio(medians.getOrDefault(BALANCE, List.of()), bare)));
            for (int depth : depths(postings)) {
                if (depth > 1) {
                    goals.add(Goal.atMost(
                            1.2,
                            "×",
                            "statement page at depth " + depth + " ÷ at depth 1",
                            ratio(medians.getOrDefault(page(depth), List.of()), first)));
                }
            }
            Table.of(goals).print(out);
        }
    }

    private static int[] depths(int postings) {
        return new int[] {1, 1_000, postings / 10 * 9};
    }

    private static String page(int depth) {
        return "statement page at depth " + depth + ", product";
    }

    private static Map<String, Read> cases(SeededBook seeded, int postings, ReadPorts ports, PreparedStatement row) {
        Map<String, Read> cases = new LinkedHashMap<>();
        cases.put(BARE, () -> {
            row.setLong(1, seeded.omnibusNumber());
            try (ResultSet found = row.executeQuery()) {
                require(found.next(), "the balance row is gone");
                for (int column = 1; column <= found.getMetaData().getColumnCount(); column++) {
                    found.getObject(column);
                }
            }
        });
        cases.put(BALANCE, () -> {
            long version = ports.version(seeded.omnibus());
            require(version == postings, "the balance knows " + version + " postings");
        });
        for (int depth : depths(postings)) {
            long before = postings - depth + 2L;
            cases.put(page(depth), () -> {
                ReadPorts.Page page = ports.page(seeded.omnibus(), before, LINES);
                require(
                        page.first() == before - 1 && page.last() == before - LINES,
                        "the page before " + before + " runs from " + page.first() + " to " + page.last());
            });
        }
        return cases;
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalStateException(otherwise);
        }
    }

    private static double median(List<Double> values) {
        return Medians.of(values.stream().mapToDouble(Double::doubleValue).toArray());
    }

    /** The median over the rounds of the ratio within each. */
    private static double ratio(List<Double> upper, List<Double> lower) {
        double[] ratios = new double[upper.size()];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = upper.get(i) / lower.get(i);
        }
        return Medians.of(ratios);
    }

    private static String number(String pattern, double value) {
        return String.format(Locale.ROOT, pattern, value);
    }
}
