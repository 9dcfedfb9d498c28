package io.stakebook.benchmarks.measure;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;

/** What grew by how much, for each of a number of events. */
public final class Shares {

    private Shares() {}

    /** The growth of each part for each of {@code events}; parts that did not grow are left out. */
    public static Map<String, Double> each(Map<String, Long> before, Map<String, Long> after, long events) {
        if (events < 1) {
            throw new IllegalArgumentException("growth cannot be shared among " + events + " events");
        }
        Map<String, Double> shares = new LinkedHashMap<>();
        for (String part : new TreeSet<>(after.keySet())) {
            long grown = after.getOrDefault(part, 0L) - before.getOrDefault(part, 0L);
            if (grown > 0) {
                shares.put(part, (double) grown / events);
            }
        }
        return shares;
    }

    public static double sum(Map<String, Double> shares) {
        return shares.values().stream().mapToDouble(Double::doubleValue).sum();
    }
}
