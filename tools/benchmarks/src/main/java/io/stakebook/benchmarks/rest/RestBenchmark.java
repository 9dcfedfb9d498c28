package io.stakebook.benchmarks.rest;

import io.stakebook.benchmarks.Benchmark;
import io.stakebook.benchmarks.Options;
import io.stakebook.benchmarks.database.Databases;
import io.stakebook.benchmarks.design.ClosedLoop;
import io.stakebook.benchmarks.design.Design.Turn;
import io.stakebook.benchmarks.design.EngineDesign;
import io.stakebook.benchmarks.design.EngineMode;
import io.stakebook.benchmarks.design.Workload;
import io.stakebook.benchmarks.measure.Goal;
import io.stakebook.benchmarks.measure.Medians;
import io.stakebook.benchmarks.measure.Table;
import io.stakebook.launcher.stack.Stack;
import io.stakebook.launcher.stack.StackOptions;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.sql.DataSource;

/** {@code bench rest}: one entry a request against the same endpoint without database; a thousand against the engine. */
public final class RestBenchmark implements Benchmark {

    private static final int BULK = 1_000;
    private static final int BULK_CONNECTIONS = 16;
    private static final String MODE_KEY = "stakebook.engine.mode";
    private static final Duration WARM_UP = Duration.ofSeconds(15);
    private static final Duration SETTLE = Duration.ofSeconds(1);
    private static final String IN_PROCESS = "in process with its sequencer, 16,000 in flight";
    private static final String NO_EVENTS = "in process, events left waiting, 16,000 in flight";

    @Override
    public String name() {
        return "rest";
    }

    @Override
    public String summary() {
        return "the whole stack over HTTP: single entries and bulk of 1,000, against no database and against the engine";
    }

    @Override
    public String usage() {
        return "[--seconds N] [--rounds N] [--connections N,N,…] [--customers N] [--mode locked|leased]";
    }

    @Override
    public List<String> quick() {
        return List.of("--seconds", "3", "--rounds", "3", "--connections", "256,1024");
    }

    /** What a load measured in each round. */
    private record Taken(
            List<Double> rates, List<Double> p50, List<Double> p99, List<Double> cpu, List<Double> reopened) {

        Taken() {
            this(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        }

        void add(LoadRun.Result result, int each) {
            rates.add(result.rate() * each);
            p50.add(result.p50());
            p99.add(result.p99());
            cpu.add(result.cpu());
            reopened.add((double) result.reopened());
        }
    }

    @Override
    public void run(Options options, PrintStream out, PrintStream progress) throws Exception {
        Duration measured = Duration.ofSeconds(options.number("--seconds", 5, 1));
        int rounds = options.number("--rounds", 3, 1);
        List<Integer> connections = options.numbers("--connections", List.of(256, 1_024));
        int customers = options.number("--customers", 200, 1);
        EngineMode mode =
                EngineMode.of(options.text("--mode", EngineMode.served().option()));
        Path data = Benchmark.data(options);
        options.finish();

        try (Stack stack = Stack.start(options(data, mode), progress::println)) {
            Requests requests = Requests.on(stack, customers);
            EngineDesign engine = EngineDesign.in(mode);
            DataSource alone = beside(stack, "bench_in_process");
            engine.prepare(alone, 10 * BULK);
            EngineDesign eventless = EngineDesign.in(mode);
            DataSource waiting = beside(stack, "bench_events_waiting");
            eventless.prepare(waiting, 10 * BULK);
            LoadRun load = new LoadRun(stack.api().address().getPort());
            for (LoadRun.Ask ask : requests.all(BULK)) {
                load.run(ask, BULK_CONNECTIONS, SETTLE, WARM_UP);
            }
            progress.println("warmed up");
            Map<String, Taken> taken = new LinkedHashMap<>();
            for (int round = 1; round <= rounds; round++) {
                for (int many : connections) {
                    for (LoadRun.Ask ask : List.of(requests.durable(), requests.refused())) {
                        taken.computeIfAbsent(key(ask, many), none -> new Taken())
                                .add(load.run(ask, many, SETTLE, measured), 1);
                    }
                }
                for (LoadRun.Ask bulk : requests.bulk(BULK)) {
                    taken.computeIfAbsent(key(bulk, BULK_CONNECTIONS), none -> new Taken())
                            .add(load.run(bulk, BULK_CONNECTIONS, SETTLE, measured), BULK);
                }
                // Every entry that comes over HTTP gets its place in the log, so the yardstick's do too.
                taken.computeIfAbsent(IN_PROCESS, none -> new Taken())
                        .rates()
                        .add(inProcess(engine.withSequencer(), alone, measured));
                taken.computeIfAbsent(NO_EVENTS, none -> new Taken())
                        .rates()
                        .add(inProcess(eventless, waiting, measured));
                progress.println("round " + round + " of " + rounds + " done");
            }
            requests.proveRefusedLeftNothing();
            EngineDesign.proveBalances(alone);
            EngineDesign.proveBalances(waiting);
            report(out, requests, connections, taken, mode, measured, rounds);
        }
    }

    private static String key(LoadRun.Ask ask, int connections) {
        return ask.title() + ", " + connections + " connections";
    }

    private static void report(
            PrintStream out,
            Requests requests,
            List<Integer> connections,
            Map<String, Taken> taken,
            EngineMode mode,
            Duration measured,
            int rounds) {
        out.println("bench rest: PostgreSQL, Kafka, Payara Micro, load process on one machine of "
                + Runtime.getRuntime().availableProcessors() + " processors; " + mode.title() + "; " + rounds
                + " rounds of " + measured.toSeconds() + " s, median");
        out.println();
        Table table = new Table(
                "load", "entries or answers/s", "p50 ms", "p99 ms", "load's processors", "connections reopened");
        taken.forEach((what, one) -> table.row(
                what,
                number("%.0f", median(one.rates())),
                one.p50().isEmpty() ? "" : number("%.1f", median(one.p50())),
                one.p99().isEmpty() ? "" : number("%.1f", median(one.p99())),
                one.cpu().isEmpty() ? "" : number("%.2f", median(one.cpu())),
                one.reopened().isEmpty() ? "" : number("%.0f", median(one.reopened()))));
        table.print(out);
        List<Goal> goals = new ArrayList<>();
        for (int many : connections) {
            goals.add(Goal.atLeast(
                    0.5,
                    "×",
                    "single entry ÷ same endpoint without database, " + many + " connections",
                    ratio(taken, key(requests.durable(), many), key(requests.refused(), many))));
        }
        for (LoadRun.Ask bulk : requests.bulk(BULK)) {
            goals.add(Goal.atLeast(
                    0.7,
                    "×",
                    bulk.title() + " ÷ in process with its sequencer",
                    ratio(taken, key(bulk, BULK_CONNECTIONS), IN_PROCESS)));
        }
        Table.of(goals).print(out);
        out.println("Without database: " + requests.refused().title() + "; it left no row behind.");
        out.println();
    }

    /** The engine by itself, in this process, on the stack's PostgreSQL. */
    private static double inProcess(EngineDesign engine, DataSource book, Duration measured)
            throws SQLException, InterruptedException {
        ClosedLoop loop = ClosedLoop.during(Workload.HOT, engine.customers(), 0, SETTLE, measured);
        try (Turn turn = engine.begin(book)) {
            turn.settle();
            return loop.run(turn, BULK_CONNECTIONS * BULK).rate();
        }
    }

    /** One caller sends everything here, so callers have no allowance. */
    private static StackOptions options(Path data, EngineMode mode) {
        return StackOptions.in(data).with(MODE_KEY, mode.option()).with("stakebook.http.calls-per-minute", "0");
    }

    private static DataSource beside(Stack stack, String name) throws SQLException {
        try (Connection connection = stack.database().superuser();
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name);
        }
        return Databases.open(stack.database().port(), name);
    }

    private static double ratio(Map<String, Taken> taken, String upper, String lower) {
        List<Double> over = taken.getOrDefault(upper, new Taken()).rates();
        List<Double> under = taken.getOrDefault(lower, new Taken()).rates();
        double[] ratios = new double[over.size()];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = over.get(i) / under.get(i);
        }
        return Medians.of(ratios);
    }

    private static double median(List<Double> values) {
        return Medians.of(values.stream().mapToDouble(Double::doubleValue).toArray());
    }

    private static String number(String pattern, double value) {
        return String.format(Locale.ROOT, pattern, value);
    }
}
