package io.stakebook.benchmarks.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Who used the machine's processors: we (trees of processes that we name) or somebody else. Reads Linux's {@code /proc};
 * elsewhere the share is NaN.
 */
public final class Processors {

    private static final Path PROC = Path.of("/proc");

    private final List<Long> roots;

    /** @param roots processes whose time, with that of all their descendants, is ours */
    public Processors(List<Long> roots) {
        this.roots = List.copyOf(roots);
    }

    /**
     * A look at the counters, in clock ticks since the machine started.
     *
     * @param total all processors' time, idle time included
     * @param idle time nobody wanted
     * @param ours our processes' time, with that of their ended children
     */
    public record Look(long total, long idle, long ours) {

        /** Percentage of all processor time from then to now that was neither idle nor ours; NaN when nothing passed. */
        public double foreignSince(Look then) {
            long passed = total - then.total;
            if (passed <= 0) {
                return Double.NaN;
            }
            long foreign = passed - (idle - then.idle) - (ours - then.ours);
            return 100.0 * Math.max(0, foreign) / passed;
        }
    }

    public Look look() {
        try {
            long[] machine = machine(Files.readAllLines(PROC.resolve("stat")).get(0));
            long ours = 0;
            for (long root : roots) {
                for (ProcessHandle process : tree(root)) {
                    ours += ticks(PROC.resolve(String.valueOf(process.pid())).resolve("stat"));
                }
            }
            return new Look(machine[0], machine[1], ours);
        } catch (IOException notLinux) {
            return new Look(0, 0, 0);
        }
    }

    private static List<ProcessHandle> tree(long root) {
        return ProcessHandle.of(root).stream()
                .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
                .toList();
    }

    private static long ticks(Path stat) {
        try {
            return ours(Files.readString(stat));
        } catch (IOException ended) {
            return 0; // Its parent counts it from now on.
        }
    }

    /** Total and idle time from the line {@code cpu user nice system idle iowait irq softirq steal …}. */
    static long[] machine(String line) {
        String[] fields = line.strip().split("\\s+", -1);
        long total = 0;
        for (int i = 1; i <= Math.min(8, fields.length - 1); i++) {
            total += Long.parseLong(fields[i]);
        }
        return new long[] {total, Long.parseLong(fields[4]) + Long.parseLong(fields[5])};
    }

    /** A process' own time and that of its ended children: fields 14 to 17, counted after the name in parentheses. */
    static long ours(String stat) {
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        long ticks = 0;
        for (int i = 11; i <= 14; i++) {
            ticks += Long.parseLong(fields[i]);
        }
        return ticks;
    }
}
