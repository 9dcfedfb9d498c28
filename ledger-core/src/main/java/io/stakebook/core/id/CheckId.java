package io.stakebook.core.id;

import java.util.UUID;

/** Names a check of the book. Shown as {@code chk_…}. */
public record CheckId(UUID value) implements Comparable<CheckId> {

    public static final String PREFIX = "chk";

    /** @throws io.stakebook.core.error.Rejected {@code ID_MALFORMED} when the text is not such an identifier */
    public static CheckId parse(String text) {
        return new CheckId(PrefixedId.parse(PREFIX, text));
    }

    @Override
    public int compareTo(CheckId other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
        return PrefixedId.format(PREFIX, value);
    }
}
