package io.stakebook.benchmarks.measure;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What one turn, or the median of several, measured.
 *
 * @param rate transfers accepted or refused a second
 * @param p50 median time from submission to answer, milliseconds
 * @param meanBatch transfers a transaction
 * @param foreign percentage of the machine's processor time that processes other than ours took meanwhile; NaN when the
 *     machine does not tell
 */
public record Measurement(
        double rate,
        double p50,
        double p99,
        double meanBatch,
        long refused,
        long dropped,
        double foreign,
        double lowest,
        double highest) {

    /** One turn. */
    public static Measurement of(double rate, Latencies latencies, double meanBatch, long refused, long dropped) {
        return new Measurement(
                rate, latencies.millis(50), latencies.millis(99), meanBatch, refused, dropped, Double.NaN, rate, rate);
    }

    public Measurement beside(double foreignPercent) {
        return new Measurement(rate, p50, p99, meanBatch, refused, dropped, foreignPercent, lowest, highest);
    }

    /** True when the other was taken while less else ran. A machine that does not tell is never quieter. */
    public boolean noisierThan(Measurement other) {
        return foreign > other.foreign;
    }

    /** Member by member; counts are summed, and of the others' shares the largest is shown. */
    public static Measurement median(List<Measurement> turns) {
        return new Measurement(
                middle(turns, Measurement::rate),
                middle(turns, Measurement::p50),
                middle(turns, Measurement::p99),
                middle(turns, Measurement::meanBatch),
                turns.stream().mapToLong(Measurement::refused).sum(),
                turns.stream().mapToLong(Measurement::dropped).sum(),
                turns.stream().mapToDouble(Measurement::foreign).max().orElse(Double.NaN),
                turns.stream().mapToDouble(Measurement::rate).min().orElseThrow(),
                turns.stream().mapToDouble(Measurement::rate).max().orElseThrow());
    }

    private static double middle(List<Measurement> turns, ToDoubleFunction<Measurement> member) {
        return Medians.of(turns.stream().mapToDouble(member).toArray());
    }
}
