package io.stakebook.core.id;

import java.util.UUID;

/** Names a stored policy decision. Shown as {@code dec_…}. */
public record DecisionId(UUID value) implements Comparable<DecisionId> {

    public static final String PREFIX = "dec";

    /** @throws io.stakebook.core.error.Rejected {@code ID_MALFORMED} when the text is not such an identifier */
    public static DecisionId parse(String text) {
        return new DecisionId(PrefixedId.parse(PREFIX, text));
    }

    @Override
    public int compareTo(DecisionId other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
        return PrefixedId.format(PREFIX, value);
    }
}
