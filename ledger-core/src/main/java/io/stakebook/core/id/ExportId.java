package io.stakebook.core.id;

import java.util.UUID;

/** Names an export job. Shown as {@code exp_…}. */
public record ExportId(UUID value) implements Comparable<ExportId> {

    public static final String PREFIX = "exp";

    /** @throws io.stakebook.core.error.Rejected {@code ID_MALFORMED} when the text is not such an identifier */
    public static ExportId parse(String text) {
        return new ExportId(PrefixedId.parse(PREFIX, text));
    }

    @Override
    public int compareTo(ExportId other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
        return PrefixedId.format(PREFIX, value);
    }
}
