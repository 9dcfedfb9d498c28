package io.stakebook.benchmarks.soak;

import io.stakebook.benchmarks.Benchmark;
import io.stakebook.benchmarks.Options;
import io.stakebook.benchmarks.database.Databases;
import io.stakebook.benchmarks.database.Machine;
import io.stakebook.benchmarks.design.ClosedLoop;
import io.stakebook.benchmarks.design.Design.Turn;
import io.stakebook.benchmarks.design.EngineDesign;
import io.stakebook.benchmarks.design.EngineMode;
import io.stakebook.benchmarks.design.Keys;
import io.stakebook.benchmarks.design.Workload;
import io.stakebook.benchmarks.measure.Goal;
import io.stakebook.benchmarks.measure.Latencies;
import io.stakebook.benchmarks.measure.Medians;
import io.stakebook.benchmarks.measure.Processors;
import io.stakebook.benchmarks.measure.Table;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.sql.DataSource;

/** {@code bench soak}. PostgreSQL's checkpoints, log size and autovacuum are as it comes; the sequencer runs. */
public final class SoakBenchmark implements Benchmark {

    private static final Duration WARM_UP = Duration.ofSeconds(10);

    @Override
    public String name() {
        return "soak";
    }

    @Override
    public String summary() {
        return "ten minutes at 1,024 in flight with default checkpoints and autovacuum: is the rate flat?";
    }

    @Override
    public String usage() {
        return "[--minutes N] [--window SECONDS] [--callers N] [--accounts N] [--workload hot|uniform]"
                + " [--keys ordered|random] [--mode locked|leased]";
    }

    @Override
    public List<String> quick() {
        return List.of("--minutes", "1", "--window", "10");
    }

    @Override
    public void run(Options options, PrintStream out, PrintStream progress) throws Exception {
        int minutes = options.number("--minutes", 10, 1);
        int seconds = options.number("--window", 30, 1);
        int callers = options.number("--callers", 1_024, 1);
        int accounts = options.number("--accounts", 100_000, 2);
        Workload workload = Workload.of(options.text("--workload", "hot"));
        Keys keys = Keys.of(options.text("--keys", "ordered"));
        EngineMode mode =
                EngineMode.of(options.text("--mode", EngineMode.fastest().option()));
        Path data = Benchmark.data(options);
        options.finish();
        int windows = minutes * 60 / seconds;
        if (windows < 3) {
            throw new IllegalArgumentException("--window must fit three times into --minutes");
        }

        EngineDesign engine = EngineDesign.in(mode).withSequencer().keys(keys);
        try (Databases databases = Databases.asItComes(data)) {
            Machine machine = Machine.of(databases);
            DataSource book = databases.create("soak");
            engine.prepare(book, accounts);
            Processors processors =
                    new Processors(List.of(ProcessHandle.current().pid(), databases.pid()));
            ClosedLoop loop = ClosedLoop.during(workload, accounts, 0, WARM_UP, Duration.ofMinutes(2L * minutes + 1));
            Table table = new Table(
                    "second",
                    "transfers/s",
                    "p50 ms",
                    "p99 ms",
                    "events waiting",
                    "book MiB",
                    "checkpoints",
                    "log KiB a transfer",
                    "page images a transfer",
                    "others' CPU %");
            List<Double> rates = new ArrayList<>();
            try (Turn turn = engine.begin(book, workload, callers)) {
                FutureTask<Boolean> asking = new FutureTask<>(() -> {
                    loop.run(turn, callers);
                    return true;
                });
                new Thread(asking, "bench-soak").start();
                rest(asking, WARM_UP);
                loop.cut();
                for (int window = 1; window <= windows; window++) {
                    Processors.Look before = processors.look();
                    Log log = Log.of(book);
                    long begun = System.nanoTime();
                    rest(asking, Duration.ofSeconds(seconds));
                    Latencies taken = loop.cut();
                    double rate = taken.count() / ((System.nanoTime() - begun) / 1e9);
                    Log written = Log.of(book).since(log);
                    rates.add(rate);
                    String waiting = one(book, "select coalesce(sum(events), 0) from pending_event");
                    table.row(
                            String.valueOf(window * seconds),
                            number("%.0f", rate),
                            number("%.1f", taken.millis(50)),
                            number("%.1f", taken.millis(99)),
                            waiting,
                            one(book, "select pg_database_size(current_database()) >> 20"),
                            one(book, "select num_timed + num_requested from pg_stat_checkpointer"),
                            number("%.1f", written.bytes() / 1024.0 / taken.count()),
                            number("%.2f", (double) written.images() / taken.count()),
                            number("%.0f", processors.look().foreignSince(before)));
                    progress.println("second " + window * seconds + ": " + number("%.0f", rate) + " transfers/s, "
                            + waiting + " events waiting");
                }
                loop.stop();
                asking.get();
            }
            engine.prove(book, loop.acceptedEver());
            out.println("bench soak: " + engine.title() + ", " + workload.title() + ", keys "
                    + keys.name().toLowerCase(Locale.ROOT) + ", " + callers + " in flight, "
                    + accounts + " accounts, " + minutes + " min; " + loop.acceptedEver()
                    + " transfers in the books, which were proved afterwards");
            out.println(machine);
            out.println();
            table.print(out);
            Table.of(List.of(Goal.atLeast(0.9, "×", "rate of the last third ÷ of the first", lastToFirst(rates))))
                    .print(out);
        }
    }

    /** What the server has logged: bytes, and images of whole pages that the first touch after a checkpoint costs. */
    private record Log(long bytes, long images) {

        static Log of(DataSource book) throws SQLException {
            return new Log(
                    Long.parseLong(one(book, "select wal_bytes from pg_stat_wal")),
                    Long.parseLong(one(book, "select wal_fpi from pg_stat_wal")));
        }

        Log since(Log before) {
            return new Log(bytes - before.bytes, images - before.images);
        }
    }

    /** Median of the last third of the windows divided by that of the first. */
    static double lastToFirst(List<Double> rates) {
        int third = rates.size() / 3;
        return median(rates.subList(rates.size() - third, rates.size())) / median(rates.subList(0, third));
    }

    private static double median(List<Double> rates) {
        return Medians.of(rates.stream().mapToDouble(Double::doubleValue).toArray());
    }

    private static void rest(FutureTask<?> asking, Duration time) throws InterruptedException, ExecutionException {
        try {
            asking.get(time.toMillis(), TimeUnit.MILLISECONDS);
            throw new IllegalStateException("the callers stopped before the time was over");
        } catch (TimeoutException stillAsking) {
            // As it should be: the load goes on while we look.
        }
    }

    private static String one(DataSource book, String query) throws SQLException {
        try (Connection connection = book.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }

    private static String number(String pattern, double value) {
        return Double.isNaN(value) ? "?" : String.format(Locale.ROOT, pattern, value);
    }
}
