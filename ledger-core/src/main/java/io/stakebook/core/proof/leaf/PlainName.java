package io.stakebook.core.proof.leaf;

/**
 * The alphabets of names in leaves.
 *
 * <p>Loops instead of regular expressions: a leaf has a dozen names, and every one is checked again by each reader.
 */
final class PlainName {
    private PlainName() {}

    /** Letters, digits and {@code _ . : -}, beginning with a letter or digit, at most 128. */
    static boolean is(String value) {
        if (value.isEmpty() || value.length() > 128 || !alphanumeric(value.charAt(0))) {
            return false;
        }
        for (int i = 1; i < value.length(); i++) {
            char c = value.charAt(i);
            if (!alphanumeric(c) && c != '_' && c != '.' && c != ':' && c != '-') {
                return false;
            }
        }
        return true;
    }

    /** Printable ASCII without spaces, 1 to 256. */
    static boolean isToken(String value) {
        if (value.isEmpty() || value.length() > 256) {
            return false;
        }
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c < 0x21 || c > 0x7E) {
                return false;
            }
        }
        return true;
    }

    /** Exactly {@code length} lower-case hexadecimal digits. */
    static boolean isHex(String value, int length) {
        if (value.length() != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            char c = value.charAt(i);
            if (!digit(c) && (c < 'a' || c > 'f')) {
                return false;
            }
        }
        return true;
    }

    /** A positive decimal without leading zero, at most {@code most} digits. */
    static boolean isPositive(String value, int most) {
        if (value.isEmpty() || value.length() > most || value.charAt(0) == '0') {
            return false;
        }
        return areDigits(value, 0, value.length());
    }

    static boolean areDigits(String value, int from, int to) {
        for (int i = from; i < to; i++) {
            if (!digit(value.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean alphanumeric(char c) {
        return digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private static boolean digit(char c) {
        return c >= '0' && c <= '9';
    }
}
