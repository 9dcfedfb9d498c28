package io.stakebook.core.id;

import java.util.UUID;

/** Names a policy change request. Shown as {@code chg_…}. */
public record ChangeId(UUID value) implements Comparable<ChangeId> {

    public static final String PREFIX = "chg";

    /** @throws io.stakebook.core.error.Rejected {@code ID_MALFORMED} when the text is not such an identifier */
    public static ChangeId parse(String text) {
        return new ChangeId(PrefixedId.parse(PREFIX, text));
    }

    @Override
    public int compareTo(ChangeId other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
        return PrefixedId.format(PREFIX, value);
    }
}
