package io.stakebook.core.id;

import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.error.Rejected;
import io.stakebook.core.error.Shown;
import java.util.Map;

/** Names a product: a short slug such as {@code eth-flexible}, 1 to 40 of {@code a-z 0-9 -}. */
public record ProductId(String value) implements Comparable<ProductId> {

    public ProductId {
        if (value.isEmpty() || value.length() > 40 || !value.chars().allMatch(ProductId::allowed)) {
            throw new Rejected(
                    ErrorCode.ID_MALFORMED,
                    "a product id is 1 to 40 characters of a-z, 0-9 and -, not \"" + Shown.of(value, 60) + "\"",
                    Map.of("field", "productId"));
        }
    }

    private static boolean allowed(int c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
    }

    @Override
    public int compareTo(ProductId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
