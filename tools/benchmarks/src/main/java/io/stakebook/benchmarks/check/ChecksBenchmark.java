package io.stakebook.benchmarks.check;

import io.stakebook.benchmarks.Benchmark;
import io.stakebook.benchmarks.Options;
import io.stakebook.benchmarks.accrual.StakedBook;
import io.stakebook.benchmarks.database.Databases;
import io.stakebook.benchmarks.database.Machine;
import io.stakebook.benchmarks.design.ClosedLoop;
import io.stakebook.benchmarks.design.Design.Turn;
import io.stakebook.benchmarks.design.EngineDesign;
import io.stakebook.benchmarks.design.EngineMode;
import io.stakebook.benchmarks.design.Proof;
import io.stakebook.benchmarks.design.Workload;
import io.stakebook.benchmarks.design.WrongBooks;
import io.stakebook.benchmarks.measure.Goal;
import io.stakebook.benchmarks.measure.Medians;
import io.stakebook.benchmarks.measure.Processors;
import io.stakebook.benchmarks.measure.Table;
import io.stakebook.core.check.CheckName;
import io.stakebook.core.check.CheckReport;
import io.stakebook.persistence.check.BookChecker;
import io.stakebook.persistence.sql.Snapshot;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.sql.DataSource;

/** {@code bench checks}. A book of customers with a position each and many transfers, all made by the engine. */
public final class ChecksBenchmark implements Benchmark {

    private static final int CALLERS = 1_024;
    private static final double MILLION = 1_000_000;
    private static final long MIB = 1 << 20;

    /** The least that anybody who adds up the book must do, on one processor as each query of a check. */
    private static final String SCAN = "select sum(units) from posting";

    private static final String TEMPORARY =
            "select temp_bytes from pg_stat_database where datname = current_database()";

    private record Took(double seconds, long examined, long temporary) {}

    @Override
    public String name() {
        return "checks";
    }

    @Override
    public String summary() {
        return "every check of a large book against a scan of its postings; does any query take long?";
    }

    @Override
    public String usage() {
        return "[--entries N] [--customers N] [--rounds N] [--longest SECONDS]";
    }

    @Override
    public List<String> quick() {
        return List.of("--entries", "100000", "--customers", "2000", "--rounds", "1");
    }

    @Override
    public void run(Options options, PrintStream out, PrintStream progress) throws Exception {
        int transfers = options.number("--entries", 1_000_000, 1_000);
        int customers = options.number("--customers", 20_000, 10);
        int rounds = options.number("--rounds", 2, 1);
        int longest = options.number("--longest", 10, 1);
        Path data = Benchmark.data(options);
        options.finish();
        try (Databases databases = Databases.asItComes(data)) {
            DataSource book = make(databases, customers, transfers);
            long entries = Proof.number(book, "select count(*) from journal_entry");
            progress.println("the book is made: " + entries + " entries");
            Processors processors =
                    new Processors(List.of(ProcessHandle.current().pid(), databases.pid()));
            Processors.Look before = processors.look();
            Map<CheckName, List<Took>> taken = new EnumMap<>(CheckName.class);
            List<Double> scans = new ArrayList<>();
            for (int round = 1; round <= rounds; round++) {
                scans.add(scan(book));
                for (CheckName name : CheckName.values()) {
                    taken.computeIfAbsent(name, none -> new ArrayList<>())
                            .add(check(book, name, Duration.ofSeconds(longest)));
                }
                progress.println("round " + round + " of " + rounds + " done");
            }
            double foreign = processors.look().foreignSince(before);
            out.println("bench checks: " + entries + " entries, " + customers + " customers with a position each, "
                    + Proof.number(book, "select pg_database_size(current_database()) >> 20") + " MiB; medians of "
                    + rounds + " rounds; nothing was found, and no query took longer than " + longest
                    + " s; others' CPU " + number("%.0f", foreign) + " %");
            out.println(Machine.of(databases));
            out.println();
            print(taken, scans, entries, out);
        }
    }

    private static DataSource make(Databases databases, int customers, int transfers)
            throws SQLException, InterruptedException {
        StakedBook.make(databases, customers);
        DataSource book = databases.open(StakedBook.TEMPLATE);
        EngineDesign engine =
                EngineDesign.over(book, EngineMode.fastest(), customers).withSequencer();
        for (Workload workload : Workload.values()) {
            ClosedLoop loop = ClosedLoop.times(workload, customers, transfers / Workload.values().length);
            try (Turn turn = engine.begin(book, workload, CALLERS)) {
                loop.run(turn, CALLERS);
                turn.settle();
            }
        }
        try (Connection connection = book.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("vacuum analyze");
            statement.execute("checkpoint");
        }
        return book;
    }

    private static double scan(DataSource book) throws SQLException {
        try (Connection connection = book.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("set max_parallel_workers_per_gather = 0");
            long begun = System.nanoTime();
            statement.executeQuery(SCAN).close();
            return (System.nanoTime() - begun) / 1e9;
        }
    }

    private static Took check(DataSource book, CheckName name, Duration longest) throws SQLException {
        BookChecker checker = new BookChecker(new Snapshot(book), Clock.systemUTC());
        long temporary = Proof.number(book, TEMPORARY);
        long begun = System.nanoTime();
        CheckReport report = checker.check(EnumSet.of(name), longest);
        double seconds = (System.nanoTime() - begun) / 1e9;
        if (!report.clean()) {
            throw new WrongBooks(name + ": " + report.results());
        }
        return new Took(seconds, report.results().get(0).examined(), Proof.number(book, TEMPORARY) - temporary);
    }

    private static void print(Map<CheckName, List<Took>> taken, List<Double> scans, long entries, PrintStream out) {
        double scan = median(scans);
        Table table = new Table("check", "rows", "s", "s a million entries", "÷ scan of postings", "temp MiB");
        double all = 0;
        for (Map.Entry<CheckName, List<Took>> check : taken.entrySet()) {
            double seconds = median(check.getValue().stream().map(Took::seconds).toList());
            Took last = check.getValue().get(check.getValue().size() - 1);
            all += seconds;
            table.row(
                    check.getKey().name().toLowerCase(Locale.ROOT),
                    number("%,d", last.examined()),
                    number("%.2f", seconds),
                    number("%.2f", seconds / entries * MILLION),
                    number("%.1f×", seconds / scan),
                    number("%d", last.temporary() / MIB));
        }
        table.row(
                "all",
                "",
                number("%.1f", all),
                number("%.1f", all / entries * MILLION),
                number("%.0f×", all / scan),
                "");
        table.print(out);
        out.println("The scan took " + number("%.2f", scan) + " s.");
        out.println();
        Table.of(List.of(Goal.atMost(60, " s", "all checks, a million entries", all / entries * MILLION)))
                .print(out);
    }

    private static double median(List<Double> figures) {
        return Medians.of(figures.stream().mapToDouble(Double::doubleValue).toArray());
    }

    private static String number(String pattern, Object value) {
        return String.format(Locale.ROOT, pattern, value);
    }
}
