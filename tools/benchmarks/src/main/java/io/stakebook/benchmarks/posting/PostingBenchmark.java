package io.stakebook.benchmarks.posting;

import io.stakebook.benchmarks.Benchmark;
import io.stakebook.benchmarks.Options;
import io.stakebook.benchmarks.database.Databases;
import io.stakebook.benchmarks.database.Machine;
import io.stakebook.benchmarks.design.CopyLimit;
import io.stakebook.benchmarks.design.EngineDesign;
import io.stakebook.benchmarks.design.EngineMode;
import io.stakebook.benchmarks.design.LeanDesign;
import io.stakebook.benchmarks.design.PlainDesign;
import io.stakebook.benchmarks.design.PoolDesign;
import io.stakebook.benchmarks.design.TpcbDesign;
import io.stakebook.benchmarks.design.Workload;
import io.stakebook.benchmarks.measure.Table;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** {@code bench posting}: every round, every workload, every number of callers, every design one after the other. */
public final class PostingBenchmark implements Benchmark {

    private static final Duration TRIAL_WARM_UP = Duration.ofMillis(300);
    private static final Duration TRIAL = Duration.ofMillis(700);
    private static final int TRIAL_CALLERS = 128;

    /** Above this many callers the functions only queue; their rate is that of fewer callers. */
    private static final int FUNCTIONS_TO = 1_024;

    @Override
    public String name() {
        return "posting";
    }

    @Override
    public String summary() {
        return "the engine against SQL functions, bare COPY and TPC-B, hot and uniform, by callers in flight";
    }

    @Override
    public String usage() {
        return "[--seconds N] [--rounds N] [--callers N,N,…] [--accounts N] [--overdraw PERCENT]"
                + " [--designs locked,plain,lean,copy,tpcb] [--workloads hot,uniform] [--pool N] [--patience PERCENT]";
    }

    @Override
    public List<String> quick() {
        return List.of(
                "--seconds",
                "1",
                "--callers",
                "1,128,1024,16384",
                "--pool",
                "8",
                "--designs",
                "locked,leased,plain,copy");
    }

    @Override
    public void run(Options options, PrintStream out, PrintStream progress) throws Exception {
        int seconds = options.number("--seconds", 3, 1);
        int rounds = options.number("--rounds", 3, 1);
        List<Integer> callers = options.numbers("--callers", List.of(1, 16, 128, 1_024, 16_384));
        int accounts = options.number("--accounts", 100_000, 2);
        int overdraw = options.percent("--overdraw", 0);
        List<String> names = options.names("--designs", List.of("locked", "leased", "plain", "lean", "copy", "tpcb"));
        List<String> workloads = options.names("--workloads", List.of("hot", "uniform"));
        int pool = options.number("--pool", 0, 0);
        int patience = options.percent("--patience", 12);
        Path data = Benchmark.data(options);
        options.finish();

        Field field = new Field(accounts, names);
        try (Databases databases = Databases.forTurns(data)) {
            Machine machine = Machine.of(databases);
            field.prepare(databases);
            Turns turns = new Turns(databases, patience);
            Load.Sizes sizes = new Load.Sizes();
            Duration warmUp = Duration.ofMillis(seconds < 3 ? 1_000 : 1_500);
            for (PoolDesign design : field.pooled) {
                choosePool(turns, design, field.contestant(design), pool, accounts, sizes, progress);
            }
            Score score = new Score(field.contestants);
            for (int round = 0; round <= rounds; round++) {
                for (Workload workload : Workload.values()) {
                    if (!workloads.contains(workload.title())) {
                        continue;
                    }
                    // Round 0 warms up the virtual machine, whose compiler is busy for half a minute.
                    for (int many : round == 0 ? List.of(TRIAL_CALLERS, 1_024) : callers) {
                        Load load = new Load(
                                workload, many, accounts, overdraw, warmUp, Duration.ofSeconds(seconds), sizes);
                        for (Contestant contestant : field.contestants) {
                            if (contestant.enters(workload, many)) {
                                score.add(round, load, contestant, turns.take(contestant, load));
                            }
                        }
                    }
                }
                progress.println(round == 0 ? "warmed up" : "round " + round + " of " + rounds + " done");
            }
            out.println("bench posting: " + accounts + " accounts, " + rounds + " rounds of " + seconds + " s after "
                    + warmUp.toMillis() + " ms, median; " + overdraw + " % of transfers cannot be covered;"
                    + " largest book at the end of a turn " + sizes.largestMebibytes() + " MiB");
            out.println(machine);
            for (PoolDesign design : field.pooled) {
                out.println(design.title() + ": connections hot " + design.pool(Workload.HOT) + ", uniform "
                        + design.pool(Workload.UNIFORM));
            }
            out.println();
            score.table().print(out);
            Table.of(score.goals()).print(out);
            out.println("Books proved after every turn: Σ debits = Σ credits, balances = fold of postings, "
                    + "transfers kept = transfers answered.");
            out.println();
        }
    }

    /** Who takes part. */
    private static final class Field {

        private final int accounts;
        private final List<Contestant> contestants = new ArrayList<>();
        private final List<PoolDesign> pooled = new ArrayList<>();
        private final EngineDesign engine = EngineDesign.in(EngineMode.LOCKED);
        private final CopyLimit copy = CopyLimit.bare();

        Field(int accounts, List<String> names) {
            this.accounts = accounts;
            for (EngineMode mode : EngineMode.values()) {
                if (names.contains(mode.option())) {
                    contestants.add(new Contestant.Ledger(engine.also(mode), 1, Integer.MAX_VALUE));
                }
            }
            if (names.contains("plain")) {
                pooled(new PlainDesign(), 1, FUNCTIONS_TO);
            }
            if (names.contains("lean")) {
                pooled(new LeanDesign(), 1, FUNCTIONS_TO);
            }
            if (names.contains("tpcb")) {
                pooled(new TpcbDesign(), 1, TRIAL_CALLERS);
            }
            if (names.contains("copy")) {
                contestants.add(new Contestant.Copy(copy));
            }
        }

        private void pooled(PoolDesign design, int from, int to) {
            pooled.add(design);
            contestants.add(new Contestant.Ledger(design, from, to));
        }

        Contestant contestant(PoolDesign design) {
            return contestants.stream()
                    .filter(one -> one.title().equals(design.title()))
                    .findFirst()
                    .orElseThrow();
        }

        void prepare(Databases databases) throws SQLException, InterruptedException {
            engine.prepare(databases.create(engine.template()), accounts);
            for (PoolDesign design : pooled) {
                design.prepare(databases.create(design.template()), accounts);
            }
            if (contestants.stream().anyMatch(Contestant.Copy.class::isInstance)) {
                copy.prepare(databases, engine, accounts);
            }
        }
    }

    private static void choosePool(
            Turns turns,
            PoolDesign design,
            Contestant contestant,
            int given,
            int accounts,
            Load.Sizes sizes,
            PrintStream progress)
            throws SQLException, InterruptedException {
        for (Workload workload : Workload.values()) {
            int best = given;
            double bestRate = 0;
            for (int pool : given == 0 ? PoolDesign.POOLS : List.<Integer>of()) {
                design.usePool(workload, pool);
                Load trial = new Load(workload, TRIAL_CALLERS, accounts, 0, TRIAL_WARM_UP, TRIAL, sizes);
                double rate = turns.take(contestant, trial).rate();
                if (rate > bestRate) {
                    bestRate = rate;
                    best = pool;
                }
            }
            design.usePool(workload, best);
            progress.println(design.title() + ", " + workload.title() + ": pool of " + best);
        }
    }
}
