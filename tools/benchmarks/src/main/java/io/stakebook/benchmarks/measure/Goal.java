package io.stakebook.benchmarks.measure;

import java.util.Locale;

/**
 * A figure with what was asked of it.
 *
 * @param what the figure, in words
 * @param atLeast true when more is better
 * @param asked the bound
 * @param measured what came out; NaN when nothing was measured
 * @param unit written behind both figures
 */
public record Goal(String what, boolean atLeast, double asked, double measured, String unit) {

    public static Goal atLeast(double asked, String unit, String what, double measured) {
        return new Goal(what, true, asked, measured, unit);
    }

    public static Goal atMost(double asked, String unit, String what, double measured) {
        return new Goal(what, false, asked, measured, unit);
    }

    public boolean met() {
        return atLeast ? measured >= asked : measured <= asked;
    }

    String verdict() {
        if (Double.isNaN(measured)) {
            return "not measured";
        }
        return met() ? "yes" : "no";
    }

    String bound() {
        return (atLeast ? "≥ " : "≤ ") + figure(asked) + unit;
    }

    String figure() {
        return Double.isNaN(measured) ? "–" : figure(measured) + unit;
    }

    private static String figure(double value) {
        if (value == Math.rint(value) && Math.abs(value) < 1e6) {
            return String.format(Locale.ROOT, "%.0f", value);
        }
        return String.format(Locale.ROOT, Math.abs(value) < 10 ? "%.2f" : "%.1f", value);
    }
}
