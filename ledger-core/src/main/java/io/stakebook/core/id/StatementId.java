package io.stakebook.core.id;

import java.util.UUID;

/** Names an uploaded provider statement. Shown as {@code stmt_…}. */
public record StatementId(UUID value) implements Comparable<StatementId> {

    public static final String PREFIX = "stmt";

    /** @throws io.stakebook.core.error.Rejected {@code ID_MALFORMED} when the text is not such an identifier */
    public static StatementId parse(String text) {
        return new StatementId(PrefixedId.parse(PREFIX, text));
    }

    @Override
    public int compareTo(StatementId other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
        return PrefixedId.format(PREFIX, value);
    }
}
