package io.stakebook.core.id;

import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.error.Rejected;
import io.stakebook.core.error.Shown;
import java.util.Map;
import java.util.UUID;

/** Text form shared by all identifiers: {@code prefix_} and 32 lower-case hexadecimal digits of a UUID. */
public final class PrefixedId {

    private static final int HEX_DIGITS = 32;

    private PrefixedId() {}

    public static String format(String prefix, UUID value) {
        return prefix + "_" + hex(value.getMostSignificantBits()) + hex(value.getLeastSignificantBits());
    }

    /**
     * Reads an identifier.
     *
     * @throws Rejected {@code ID_MALFORMED} when the prefix differs or the rest is not 32 lower-case hexadecimal digits
     */
    public static UUID parse(String prefix, String text) {
        int start = prefix.length() + 1;
        if (text.length() != start + HEX_DIGITS || !text.startsWith(prefix + "_") || !isHex(text, start)) {
            throw new Rejected(
                    ErrorCode.ID_MALFORMED,
                    "an identifier of this kind is " + prefix + "_ and 32 lower-case hexadecimal digits, not \""
                            + Shown.of(text, 60) + "\"",
                    Map.of("prefix", prefix));
        }
        return new UUID(
                Long.parseUnsignedLong(text.substring(start, start + 16), 16),
                Long.parseUnsignedLong(text.substring(start + 16), 16));
    }

    private static boolean isHex(String text, int start) {
        for (int i = start; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'))) {
                return false;
            }
        }
        return true;
    }

    private static String hex(long bits) {
        String digits = Long.toHexString(bits);
        return "0".repeat(16 - digits.length()) + digits;
    }
}
