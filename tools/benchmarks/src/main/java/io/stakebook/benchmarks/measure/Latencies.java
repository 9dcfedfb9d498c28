package io.stakebook.benchmarks.measure;

import java.util.Arrays;

/** Latencies of one turn in nanoseconds, every one of them kept. Safe for several threads. */
public final class Latencies {

    private long[] nanos = new long[1 << 16];
    private int count;

    public synchronized void add(long latency) {
        if (count == nanos.length) {
            nanos = Arrays.copyOf(nanos, count * 2);
        }
        nanos[count++] = latency;
    }

    public synchronized int count() {
        return count;
    }

    /**
     * The smallest latency that at least this share of the requests did not exceed, in milliseconds; 0 without requests.
     *
     * @param percent 1 to 100
     */
    public synchronized double millis(int percent) {
        if (count == 0) {
            return 0;
        }
        Arrays.sort(nanos, 0, count);
        int rank = (int) (((long) count * percent + 99) / 100);
        return nanos[rank - 1] / 1e6;
    }
}
