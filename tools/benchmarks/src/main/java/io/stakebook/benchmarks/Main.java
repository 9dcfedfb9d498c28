package io.stakebook.benchmarks;

import io.stakebook.benchmarks.accrual.AccrualBenchmark;
import io.stakebook.benchmarks.check.ChecksBenchmark;
import io.stakebook.benchmarks.design.WrongBooks;
import io.stakebook.benchmarks.measure.Quiet;
import io.stakebook.benchmarks.posting.PostingBenchmark;
import io.stakebook.benchmarks.posting.VariantsBenchmark;
import io.stakebook.benchmarks.read.ReadsBenchmark;
import io.stakebook.benchmarks.relay.RelayBenchmark;
import io.stakebook.benchmarks.rest.RestBenchmark;
import io.stakebook.benchmarks.restart.RestartBenchmark;
import io.stakebook.benchmarks.size.SizesBenchmark;
import io.stakebook.benchmarks.soak.SoakBenchmark;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code bench NAME}. Exit status: 0 measured; 1 the books did not add up afterwards; 2 the command line makes no sense.
 */
public final class Main {

    private static final int MEASURED = 0;
    private static final int WRONG_BOOKS = 1;
    private static final int MISUSED = 2;

    private static final List<Benchmark> BENCHMARKS = List.of(
            new PostingBenchmark(),
            new VariantsBenchmark(),
            new SizesBenchmark(),
            new RestartBenchmark(),
            new ReadsBenchmark(),
            new AccrualBenchmark(),
            new RestBenchmark(),
            new RelayBenchmark(),
            new SoakBenchmark(),
            new ChecksBenchmark());

    private Main() {}

    public static void main(String[] words) throws Exception {
        Quiet.please();
        System.exit(run(new ArrayList<>(List.of(words))));
    }

    private static int run(List<String> words) throws Exception {
        String name = words.isEmpty() ? "" : words.remove(0);
        List<Benchmark> all = new ArrayList<>(BENCHMARKS);
        all.add(new AllBenchmarks(BENCHMARKS));
        for (Benchmark benchmark : all) {
            if (benchmark.name().equals(name)) {
                return run(benchmark, words);
            }
        }
        System.err.println(
                "stakebook: " + (name.isEmpty() ? "which benchmark?" : "unknown benchmark " + name) + " There are:");
        all.forEach(benchmark -> System.err.printf("  %-9s %s%n", benchmark.name(), benchmark.summary()));
        return MISUSED;
    }

    private static int run(Benchmark benchmark, List<String> words) throws Exception {
        boolean quick = words.remove("--quick");
        List<String> all = new ArrayList<>(quick ? benchmark.quick() : List.of());
        all.addAll(words);
        try {
            benchmark.run(new Options(all), System.out, System.err);
            return MEASURED;
        } catch (IllegalArgumentException e) {
            System.err.println("stakebook: " + e.getMessage() + "; usage: stakebook bench " + benchmark.name()
                    + " [--quick] " + benchmark.usage() + " [--data DIR]");
            return MISUSED;
        } catch (WrongBooks wrong) {
            System.err.println("stakebook: the books are wrong: " + wrong.getMessage());
            return WRONG_BOOKS;
        }
    }
}
