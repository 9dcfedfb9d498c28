package io.stakebook.core.proof.bundle;

import io.stakebook.core.proof.Malformed;

/**
 * A version of the bundle format, as the signed manifest states it.
 *
 * <p>Bundles are written in the newest. An older one is derived again as it was written, so what a format renders never
 * changes: whatever is to be rendered otherwise comes with a new format.
 */
public enum BundleFormat {
    /** The first. */
    ONE(1),
    /** Says in {@code derived/} all an entry's event says, and declares in the journal whatever it uses. */
    TWO(2);

    /** The format bundles are written in. */
    public static final BundleFormat NEWEST = TWO;

    private final long number;

    BundleFormat(long number) {
        this.number = number;
    }

    /** Its number in the manifest. */
    public long number() {
        return number;
    }

    /** The format of this number; throws {@link Malformed} for one this program does not know. */
    public static BundleFormat of(long number) {
        for (BundleFormat format : values()) {
            if (format.number == number) {
                return format;
            }
        }
        throw new Malformed("manifest format " + number + " is not one of 1 to " + NEWEST.number
                + (number > NEWEST.number ? "; a newer verifier may know it" : ""));
    }

    /** Whether what came with {@code other} is part of this format. */
    boolean has(BundleFormat other) {
        return compareTo(other) >= 0;
    }
}
