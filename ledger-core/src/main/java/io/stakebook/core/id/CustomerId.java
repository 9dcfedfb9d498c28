package io.stakebook.core.id;

import java.util.UUID;

/** Names a customer, the owner of client accounts. Shown as {@code cust_…}. */
public record CustomerId(UUID value) implements Comparable<CustomerId> {

    public static final String PREFIX = "cust";

    /** @throws io.stakebook.core.error.Rejected {@code ID_MALFORMED} when the text is not such an identifier */
    public static CustomerId parse(String text) {
        return new CustomerId(PrefixedId.parse(PREFIX, text));
    }

    @Override
    public int compareTo(CustomerId other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
        return PrefixedId.format(PREFIX, value);
    }
}
