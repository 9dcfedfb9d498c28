package io.stakebook.core.id;

import java.util.UUID;

/** Names an accrual run. Shown as {@code run_…}. */
public record RunId(UUID value) implements Comparable<RunId> {

    public static final String PREFIX = "run";

    /** @throws io.stakebook.core.error.Rejected {@code ID_MALFORMED} when the text is not such an identifier */
    public static RunId parse(String text) {
        return new RunId(PrefixedId.parse(PREFIX, text));
    }

    @Override
    public int compareTo(RunId other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
        return PrefixedId.format(PREFIX, value);
    }
}
