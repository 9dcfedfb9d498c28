package io.stakebook.core.id;

import java.util.UUID;

/** Names a yes to close a period over what its checklist shows open. Shown as {@code cov_…}. */
public record OverrideId(UUID value) {

    public static final String PREFIX = "cov";

    /** @throws io.stakebook.core.error.Rejected {@code ID_MALFORMED} when the text is not such an identifier */
    public static OverrideId parse(String text) {
        return new OverrideId(PrefixedId.parse(PREFIX, text));
    }

    @Override
    public String toString() {
        return PrefixedId.format(PREFIX, value);
    }
}
