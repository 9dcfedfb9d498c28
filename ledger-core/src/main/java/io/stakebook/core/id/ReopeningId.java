package io.stakebook.core.id;

import java.util.UUID;

/** Names a wish to reopen a closed period. Shown as {@code rop_…}. */
public record ReopeningId(UUID value) {

    public static final String PREFIX = "rop";

    /** @throws io.stakebook.core.error.Rejected {@code ID_MALFORMED} when the text is not such an identifier */
    public static ReopeningId parse(String text) {
        return new ReopeningId(PrefixedId.parse(PREFIX, text));
    }

    @Override
    public String toString() {
        return PrefixedId.format(PREFIX, value);
    }
}
