package io.stakebook.policy.model;

import java.util.Locale;

/**
 * Where a rule comes from: a clause of a source the policy lists, or an officers' decision on a region, whose own words are
 * its basis.
 *
 * @param source id of the source as the policy lists it, such as {@code N42}
 * @param clause clause of the source: a number, {@code preamble} or {@code closing}
 * @param para paragraph inside the clause counted from 1; 0 when the whole clause is meant
 * @param basis whether the clause says so, is read so, or only inspired a house choice
 */
public record Citation(String source, String clause, int para, Basis basis) {
    /** Source of a decision on a region, followed by the region's code. */
    private static final String REGION = "REGION:";

    public Citation {
        if (source.isBlank() || clause.isBlank() || para < 0) {
            throw new IllegalArgumentException(
                    "A citation names a source and a clause, and a paragraph of 0 or more; got '" + source + "', '"
                            + clause + "', " + para + ".");
        }
    }

    /**
     * Cites an officers' decision on a region.
     *
     * @param region code of the region
     * @param words the basis as the officers stated it
     */
    public static Citation ofRegion(String region, String words) {
        return new Citation(REGION + region, words, 0, Basis.HOUSE);
    }

    /** One line for people: {@code N42 clause 3 para 1 (text)} or {@code decision on region SG: order 7 (house)}. */
    public String toText() {
        String where = source.startsWith(REGION)
                ? "decision on region " + source.substring(REGION.length()) + ": " + clause
                : source + " clause " + clause + (para == 0 ? "" : " para " + para);
        return where + " (" + basis.name().toLowerCase(Locale.ROOT) + ")";
    }
}
