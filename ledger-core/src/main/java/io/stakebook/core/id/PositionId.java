package io.stakebook.core.id;

import java.util.UUID;

/** Names a position. Shown as {@code pos_…}. */
public record PositionId(UUID value) implements Comparable<PositionId> {

    public static final String PREFIX = "pos";

    /** @throws io.stakebook.core.error.Rejected {@code ID_MALFORMED} when the text is not such an identifier */
    public static PositionId parse(String text) {
        return new PositionId(PrefixedId.parse(PREFIX, text));
    }

    @Override
    public int compareTo(PositionId other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
        return PrefixedId.format(PREFIX, value);
    }
}
