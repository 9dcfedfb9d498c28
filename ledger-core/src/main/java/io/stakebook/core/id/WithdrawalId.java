package io.stakebook.core.id;

import java.util.UUID;

/** Names a withdrawal. Shown as {@code wd_…}. */
public record WithdrawalId(UUID value) implements Comparable<WithdrawalId> {

    public static final String PREFIX = "wd";

    /** @throws io.stakebook.core.error.Rejected {@code ID_MALFORMED} when the text is not such an identifier */
    public static WithdrawalId parse(String text) {
        return new WithdrawalId(PrefixedId.parse(PREFIX, text));
    }

    @Override
    public int compareTo(WithdrawalId other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
        return PrefixedId.format(PREFIX, value);
    }
}
