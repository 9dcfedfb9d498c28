package io.stakebook.benchmarks.measure;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** Medians of few values. */
public final class Medians {

    private Medians() {}

    /** @return the mean of the middle two when there is an even number of them */
    public static double of(double... values) {
        if (values.length == 0) {
            throw new IllegalArgumentException("there is no median of nothing");
        }
        double[] sorted = values.clone();
        java.util.Arrays.sort(sorted);
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }

    /** The median over the rounds of one design's figure divided by the other's in the same round. */
    public static double ratio(List<Measurement> upper, List<Measurement> lower, ToDoubleFunction<Measurement> figure) {
        if (upper.size() != lower.size()) {
            throw new IllegalArgumentException("rounds cannot be paired: " + upper.size() + " against " + lower.size());
        }
        double[] ratios = new double[upper.size()];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = figure.applyAsDouble(upper.get(i)) / figure.applyAsDouble(lower.get(i));
        }
        return of(ratios);
    }
}
