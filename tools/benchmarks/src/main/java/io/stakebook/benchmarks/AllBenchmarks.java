package io.stakebook.benchmarks;

import java.io.PrintStream;
import java.util.List;

/** {@code bench all}: one after the other, each with its quick options when {@code --quick} is given. */
final class AllBenchmarks implements Benchmark {

    private final List<Benchmark> benchmarks;

    AllBenchmarks(List<Benchmark> benchmarks) {
        this.benchmarks = benchmarks;
    }

    @Override
    public String name() {
        return "all";
    }

    @Override
    public String summary() {
        return "every one of the above, in this order; with --quick in ten minutes";
    }

    @Override
    public String usage() {
        return "[--without NAME,NAME,…]";
    }

    @Override
    public List<String> quick() {
        return List.of("--each-quick");
    }

    @Override
    public void run(Options options, PrintStream out, PrintStream progress) throws Exception {
        boolean quick = options.flag("--each-quick");
        List<String> names = benchmarks.stream().map(Benchmark::name).toList();
        List<String> without = options.text("--without", "").isEmpty() ? List.of() : options.names("--without", names);
        String data = Benchmark.data(options).toString();
        options.finish();
        for (Benchmark benchmark : benchmarks) {
            if (!without.contains(benchmark.name())) {
                progress.println("== bench " + benchmark.name());
                List<String> words = new java.util.ArrayList<>(quick ? benchmark.quick() : List.of());
                words.addAll(List.of("--data", data));
                benchmark.run(new Options(words), out, progress);
            }
        }
    }
}
