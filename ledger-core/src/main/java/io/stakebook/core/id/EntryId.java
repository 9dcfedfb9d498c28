package io.stakebook.core.id;

import java.util.UUID;

/** Names a journal entry. Shown as {@code entry_…}. */
public record EntryId(UUID value) implements Comparable<EntryId> {

    public static final String PREFIX = "entry";

    /** @throws io.stakebook.core.error.Rejected {@code ID_MALFORMED} when the text is not such an identifier */
    public static EntryId parse(String text) {
        return new EntryId(PrefixedId.parse(PREFIX, text));
    }

    @Override
    public int compareTo(EntryId other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
        return PrefixedId.format(PREFIX, value);
    }
}
