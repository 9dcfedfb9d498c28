package io.stakebook.policy.model;

/**
 * Where a rule comes from.
 *
 * @param source id of the source as the policy lists it, such as {@code N42}
 * @param clause clause of the source: a number, {@code preamble} or {@code closing}
 * @param para paragraph inside the clause counted from 1; 0 when the whole clause is meant
 * @param basis whether the clause says so, is read so, or only inspired a house choice
 */
public record Citation(String source, String clause, int para, Basis basis) {
    public Citation {
        if (source.isBlank() || clause.isBlank() || para < 0) {
            throw new IllegalArgumentException(
                    "A citation names a source and a clause, and a paragraph of 0 or more; got '" + source + "', '"
                            + clause + "', " + para + ".");
        }
    }
}
