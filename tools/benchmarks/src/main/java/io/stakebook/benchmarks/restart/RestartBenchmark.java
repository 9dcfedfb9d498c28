package io.stakebook.benchmarks.restart;

import io.stakebook.benchmarks.Benchmark;
import io.stakebook.benchmarks.Options;
import io.stakebook.benchmarks.database.Databases;
import io.stakebook.benchmarks.database.Machine;
import io.stakebook.benchmarks.design.EngineDesign;
import io.stakebook.benchmarks.design.EngineMode;
import io.stakebook.benchmarks.design.SeededBook;
import io.stakebook.benchmarks.measure.Goal;
import io.stakebook.benchmarks.measure.Medians;
import io.stakebook.benchmarks.measure.Table;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * {@code bench restart}: an engine writing at full load is killed, once alone and once together with PostgreSQL; the next
 * one is already waiting for the database.
 */
public final class RestartBenchmark implements Benchmark {

    private static final String BOOK = "restart";

    @Override
    public String name() {
        return "restart";
    }

    @Override
    public String summary() {
        return "a million balances, everything killed under load: how long until it writes again?";
    }

    @Override
    public String usage() {
        return "[--balances N] [--rounds N] [--load SECONDS] [--mode locked|leased]";
    }

    @Override
    public List<String> quick() {
        return List.of("--load", "1");
    }

    @Override
    public void run(Options options, PrintStream out, PrintStream progress) throws Exception {
        int balances = options.number("--balances", 1_000_000, 1_000);
        int rounds = options.number("--rounds", 3, 1);
        int load = options.number("--load", 3, 1);
        EngineMode mode =
                EngineMode.of(options.text("--mode", EngineMode.fastest().option()));
        Path data = Benchmark.data(options);
        options.finish();
        try (Databases databases = Databases.asItComes(data)) {
            Machine machine = Machine.of(databases);
            SeededBook seeded = SeededBook.make(databases, BOOK, balances, balances);
            progress.println("a book of " + balances + " balances is made");
            List<Double> alone = new ArrayList<>();
            List<Double> together = new ArrayList<>();
            for (int round = 1; round <= rounds; round++) {
                alone.add(afterKill(databases, mode, load, false));
                together.add(afterKill(databases, mode, load, true));
                progress.println("round " + round + " of " + rounds + ": engine killed " + number(alone.get(round - 1))
                        + " s, both killed " + number(together.get(round - 1)) + " s");
            }
            EngineDesign.proveBalances(seeded.book());
            out.println("bench restart: " + balances + " balances, " + mode.title() + ", killed after " + load
                    + " s of writing at 128 in flight; median of " + rounds
                    + "; time from the database's first answer to"
                    + " the first commit of a fresh process; balances proved afterwards");
            out.println(machine);
            out.println();
            Table table = new Table("killed", "writing again after s", "slowest s");
            table.row("engine", number(median(alone)), number(most(alone)));
            table.row("engine and PostgreSQL", number(median(together)), number(most(together)));
            table.print(out);
            Table.of(List.of(
                            Goal.atMost(2, " s", "engine killed: writing again", median(alone)),
                            Goal.atMost(2, " s", "both killed: writing again", median(together))))
                    .print(out);
        }
    }

    private static double afterKill(Databases databases, EngineMode mode, int load, boolean databaseToo)
            throws IOException, InterruptedException {
        Process writing = start(databases, mode, EngineProcess.ON_AND_ON);
        expect(writing, EngineProcess.WRITING);
        Thread.sleep(load * 1_000L);
        writing.destroyForcibly().waitFor();
        if (databaseToo) {
            databases.kill();
        }
        Process next = start(databases, mode, EngineProcess.ONCE);
        if (databaseToo) {
            databases.restart();
        }
        String told = expect(next, EngineProcess.WROTE);
        next.waitFor();
        return Long.parseLong(told.substring(EngineProcess.WROTE.length())) / 1e3;
    }

    private static Process start(Databases databases, EngineMode mode, String what) throws IOException {
        return new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-Xmx2g",
                        "-XX:+UseSerialGC",
                        "-Xshare:auto",
                        "-cp",
                        System.getProperty("java.class.path"),
                        EngineProcess.class.getName(),
                        mode.option(),
                        String.valueOf(databases.port()),
                        BOOK,
                        what)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static String expect(Process process, String beginning) throws IOException {
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith(beginning)) {
                return line;
            }
        }
        throw new IllegalStateException("the engine's process ended without a word of \"" + beginning + "\"");
    }

    private static double median(List<Double> seconds) {
        return Medians.of(seconds.stream().mapToDouble(Double::doubleValue).toArray());
    }

    private static double most(List<Double> seconds) {
        return seconds.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}
