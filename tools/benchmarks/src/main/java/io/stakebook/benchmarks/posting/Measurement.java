package io.stakebook.benchmarks.posting;

import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What one turn, or the median of several, measured.
 *
 * @param rate transfers accepted or refused a second
 * @param p50 median time from submission to answer, milliseconds
 * @param meanBatch transfers a transaction
 */
record Measurement(
        double rate,
        double p50,
        double p99,
        double meanBatch,
        long refused,
        long dropped,
        double lowest,
        double highest) {

    /** Member by member; counts are summed. */
    static Measurement median(List<Measurement> turns) {
        return new Measurement(
                middle(turns, Measurement::rate),
                middle(turns, Measurement::p50),
                middle(turns, Measurement::p99),
                middle(turns, Measurement::meanBatch),
                turns.stream().mapToLong(Measurement::refused).sum(),
                turns.stream().mapToLong(Measurement::dropped).sum(),
                turns.stream().mapToDouble(Measurement::rate).min().orElseThrow(),
                turns.stream().mapToDouble(Measurement::rate).max().orElseThrow());
    }

    private static double middle(List<Measurement> turns, ToDoubleFunction<Measurement> member) {
        List<Double> sorted = turns.stream()
                .map(member::applyAsDouble)
                .sorted(Comparator.naturalOrder())
                .toList();
        int half = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2;
    }
}
