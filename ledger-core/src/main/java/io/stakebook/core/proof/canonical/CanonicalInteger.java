package io.stakebook.core.proof.canonical;

import io.stakebook.core.proof.Malformed;

/** A whole number that every JSON reader keeps exactly: within ±(2^53−1). Larger quantities travel as strings. */
public record CanonicalInteger(long value) implements CanonicalValue {
    /** The largest magnitude an IEEE 754 binary64 holds without gaps (RFC 7493 section 2.2). */
    public static final long LIMIT = (1L << 53) - 1;

    public CanonicalInteger {
        if (value > LIMIT || value < -LIMIT) {
            throw new Malformed("integer " + value + " is outside ±(2^53−1); write it as a string");
        }
    }
}
