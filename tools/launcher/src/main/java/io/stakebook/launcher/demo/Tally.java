package io.stakebook.launcher.demo;

import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What happened, for the table at the end. */
public final class Tally {

    private final Map<String, BigInteger> accrued = new LinkedHashMap<>();
    private final Map<String, Integer> refused = new TreeMap<>();
    private final Map<String, String> lines = new LinkedHashMap<>();

    void accrued(Coin coin, BigInteger units) {
        accrued.merge(coin.code(), units, BigInteger::add);
        lines.put("accrued " + coin.code(), coin.text(accrued.getOrDefault(coin.code(), BigInteger.ZERO)));
    }

    void refused(String reason) {
        refused.merge(reason, 1, Integer::sum);
        lines.put(
                "refused",
                refused.entrySet().stream()
                        .map(entry -> entry.getKey() + " " + entry.getValue())
                        .collect(Collectors.joining(", ")));
    }

    void note(String name, Object value) {
        lines.put(name, value.toString());
    }

    /** The table, a line for each figure. */
    public String table(double seconds) {
        Map<String, String> all = new LinkedHashMap<>(lines);
        all.put("seconds", String.format(Locale.ROOT, "%.1f", seconds));
        int width = all.keySet().stream().mapToInt(String::length).max().orElse(0);
        return all.entrySet().stream()
                .map(entry -> "  " + entry.getKey()
                        + " ".repeat(width - entry.getKey().length()) + "  " + entry.getValue())
                .collect(Collectors.joining("\n"));
    }
}
