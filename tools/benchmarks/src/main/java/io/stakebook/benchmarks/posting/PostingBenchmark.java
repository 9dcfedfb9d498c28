package io.stakebook.benchmarks.posting;

import io.stakebook.benchmarks.posting.Design.Turn;
import java.io.IOException;
import java.io.PrintStream;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.sql.DataSource;

/** Takes the turns: every round, every workload, every number of callers, every design one after the other. */
public final class PostingBenchmark {

    private static final Duration WARM_UP = Duration.ofMillis(1500);
    private static final Duration TRIAL_WARM_UP = Duration.ofMillis(500);
    private static final Duration TRIAL = Duration.ofSeconds(1);
    private static final int TRIAL_CALLERS = 128;

    private final PostingOptions options;
    private final PrintStream out;
    private final PrintStream progress;
    private final FunctionDesign plain = new PlainDesign();
    private final FunctionDesign lean = new LeanDesign();
    private final Design engine = new EngineDesign();
    private final List<Design> designs = List.of(engine, plain, lean);
    private final List<Cell> cells = new ArrayList<>();
    private long largest;

    /** One line of the table for each design. */
    private record Cell(Workload workload, int callers, Map<Design, List<Measurement>> turns) {

        Measurement median(Design design) {
            return Measurement.median(turns.getOrDefault(design, List.of()));
        }
    }

    /**
     * @param out the table
     * @param progress a line per round
     */
    public PostingBenchmark(PostingOptions options, PrintStream out, PrintStream progress) {
        this.options = options;
        this.out = out;
        this.progress = progress;
        for (Workload workload : Workload.values()) {
            options.callers().forEach(callers -> cells.add(new Cell(workload, callers, new LinkedHashMap<>())));
        }
    }

    /** @return false when the books of a turn did not add up; nothing is measured after that */
    public boolean run() throws IOException, SQLException, InterruptedException {
        try (Databases databases = new Databases(options.data())) {
            Map<String, String> settings = databases.settings();
            for (Design design : designs) {
                design.prepare(databases.create(template(design)), options.accounts());
            }
            for (FunctionDesign yardstick : List.of(plain, lean)) {
                choosePools(databases, yardstick);
            }
            warmUpTheVirtualMachine(databases);
            for (int round = 1; round <= options.rounds(); round++) {
                round(databases);
                progress.println("round " + round + " of " + options.rounds() + " done");
            }
            print(settings);
            return true;
        } catch (WrongBooks wrong) {
            progress.println("stakebook: the books are wrong: " + wrong.getMessage());
            return false;
        }
    }

    private static String template(Design design) {
        return "template_" + design.title().replace(' ', '_');
    }

    private void choosePools(Databases databases, FunctionDesign yardstick) throws SQLException, InterruptedException {
        for (Workload workload : Workload.values()) {
            int best = 1;
            double bestRate = 0;
            for (int pool : FunctionDesign.POOLS) {
                yardstick.usePool(workload, pool);
                ClosedLoop loop = new ClosedLoop(workload, options.accounts(), 0, TRIAL_WARM_UP, TRIAL);
                double rate = turn(databases, yardstick, workload, TRIAL_CALLERS, loop)
                        .rate();
                if (rate > bestRate) {
                    bestRate = rate;
                    best = pool;
                }
            }
            yardstick.usePool(workload, best);
            progress.println(yardstick.title() + ", " + workload.title() + ": best pool of " + FunctionDesign.POOLS
                    + " is " + best);
        }
    }

    private void warmUpTheVirtualMachine(Databases databases) throws SQLException, InterruptedException {
        for (Workload workload : Workload.values()) {
            for (Design design : designs) {
                ClosedLoop loop = new ClosedLoop(workload, options.accounts(), 0, WARM_UP, WARM_UP);
                turn(databases, design, workload, TRIAL_CALLERS, loop);
            }
        }
    }

    private void round(Databases databases) throws SQLException, InterruptedException {
        for (Cell cell : cells) {
            for (Design design : designs) {
                ClosedLoop loop = new ClosedLoop(
                        cell.workload(),
                        options.accounts(),
                        options.overdraw(),
                        WARM_UP,
                        Duration.ofSeconds(options.seconds()));
                cell.turns()
                        .computeIfAbsent(design, none -> new ArrayList<>())
                        .add(turn(databases, design, cell.workload(), cell.callers(), loop));
            }
        }
    }

    private Measurement turn(Databases databases, Design design, Workload workload, int callers, ClosedLoop loop)
            throws SQLException, InterruptedException {
        String name = "turn_" + design.title().replace(' ', '_');
        DataSource book = databases.copy(template(design), name);
        Measurement measured;
        try (Turn running = design.begin(book, workload, callers)) {
            measured = loop.run(running, callers);
        }
        design.prove(book, loop.acceptedEver());
        largest = Math.max(largest, databases.bytes(name));
        databases.drop(name);
        return measured;
    }

    private void print(Map<String, String> settings) {
        out.println("bench posting: " + options.accounts() + " accounts, " + options.rounds() + " rounds of "
                + options.seconds() + " s after " + WARM_UP.toMillis() + " ms, median; "
                + options.overdraw() + " % of transfers cannot be covered");
        out.println("PostgreSQL " + settings + ", Java " + Runtime.version() + ", "
                + Runtime.getRuntime().availableProcessors() + " processors shared by callers, engine and server");
        for (FunctionDesign yardstick : List.of(plain, lean)) {
            out.println(yardstick.title() + ": connections hot " + yardstick.pool(Workload.HOT) + ", uniform "
                    + yardstick.pool(Workload.UNIFORM));
        }
        out.println("largest book at the end of a turn: " + (largest >> 20) + " MiB");
        out.println();
        out.println("| accounts | callers | design | transfers/s | [lowest..highest] | p50 ms | p99 ms | mean batch"
                + " | refused | dropped | engine ÷ this |");
        out.println("| --- | ---: | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        for (Cell cell : cells) {
            designs.forEach(
                    design -> out.println(row(cell, design, cell.median(engine).rate())));
        }
        out.println();
        out.println("books proved after every turn: Σ debits = Σ credits, balances = fold of postings, "
                + "transfers kept = transfers answered");
    }

    private static String row(Cell cell, Design design, double engineRate) {
        Measurement at = cell.median(design);
        return String.format(
                Locale.ROOT,
                "| %s | %d | %s | %.0f | [%.0f..%.0f] | %.2f | %.2f | %.1f | %d | %d | %s |",
                cell.workload().title(),
                cell.callers(),
                design.title(),
                at.rate(),
                at.lowest(),
                at.highest(),
                at.p50(),
                at.p99(),
                at.meanBatch(),
                at.refused(),
                at.dropped(),
                design instanceof EngineDesign ? "" : String.format(Locale.ROOT, "%.1f×", engineRate / at.rate()));
    }
}
