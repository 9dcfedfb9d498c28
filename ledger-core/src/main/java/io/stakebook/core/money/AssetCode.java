package io.stakebook.core.money;

import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.error.Rejected;
import io.stakebook.core.error.Shown;

/** The ticker of an asset: 2 to 12 of {@code A-Z 0-9}, starting with a letter. */
public record AssetCode(String value) implements Comparable<AssetCode> {

    public AssetCode {
        boolean shaped = value.length() >= 2
                && value.length() <= 12
                && value.charAt(0) >= 'A'
                && value.charAt(0) <= 'Z'
                && value.chars().allMatch(c -> (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'));
        if (!shaped) {
            throw new Rejected(
                    ErrorCode.ASSET_UNKNOWN,
                    "an asset code is 2 to 12 capital letters and digits, not \"" + Shown.of(value, 20) + "\"");
        }
        // There are few, and each is compared often: the same text is then the same object.
        value = value.intern();
    }

    @Override
    public int compareTo(AssetCode other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
