package io.stakebook.core.id;

import java.util.UUID;

/** Names a reconciliation break. Shown as {@code brk_…}. */
public record BreakId(UUID value) implements Comparable<BreakId> {

    public static final String PREFIX = "brk";

    /** @throws io.stakebook.core.error.Rejected {@code ID_MALFORMED} when the text is not such an identifier */
    public static BreakId parse(String text) {
        return new BreakId(PrefixedId.parse(PREFIX, text));
    }

    @Override
    public int compareTo(BreakId other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
        return PrefixedId.format(PREFIX, value);
    }
}
