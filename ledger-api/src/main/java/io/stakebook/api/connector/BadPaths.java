package io.stakebook.api.connector;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Paths that the server would answer by itself, or for another path than was sent. On a {@code %} that no two hexadecimal digits
 * follow (RFC 3986 section 2.1) and on a path that ends with a dot segment, Payara Micro 6 answers 200 without a body: a caller
 * would take a write for done. A NUL, a backslash, an escaped slash and bytes that are no UTF-8 it answers 400 without a body.
 * What follows a {@code ;} it drops, and {@code /v1/entries;dryRun=true} would post.
 */
final class BadPaths {

    private static final Pattern DOTS = Pattern.compile("/((?:\\.|%2[eE]){1,2})(?=/|$)");

    private BadPaths() {}

    /** What is wrong with a path without its query: the place, the rule and the value. */
    static Optional<String> broken(String path) {
        for (int at = 0; at < path.length(); at++) {
            String value = path.charAt(at) == '%'
                    ? path.substring(at, Math.min(at + 3, path.length()))
                    : path.substring(at, at + 1);
            @Nullable String rule = rule(value);
            if (rule != null) {
                return Optional.of(rule + "; the path has \"" + value + "\" at character " + (at + 1));
            }
        }
        Matcher dots = DOTS.matcher(path);
        if (dots.find()) {
            return Optional.of(
                    "a path has no segment . or .. here, send it resolved (RFC 3986 section 5.2.4); the path has \""
                            + dots.group(1) + "\" at character " + (dots.start(1) + 1));
        }
        return isUtf8(path)
                ? Optional.empty()
                : Optional.of("what is escaped in a path is UTF-8 (RFC 3986 section 2.5); in this one it is not");
    }

    /** Of a path whose escapes are whole. */
    private static boolean isUtf8(String path) {
        ByteBuffer bytes = ByteBuffer.allocate(path.length());
        for (int at = 0; at < path.length(); at++) {
            boolean escaped = path.charAt(at) == '%';
            bytes.put((byte) (escaped ? Integer.parseInt(path.substring(at + 1, at + 3), 16) : path.charAt(at)));
            at += escaped ? 2 : 0;
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(bytes.flip());
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private static @Nullable String rule(String value) {
        if (value.charAt(0) == '%' && !isEscape(value)) {
            return "a % in a path is followed by two hexadecimal digits (RFC 3986 section 2.1)";
        }
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "%00", "\0" -> "a path holds no NUL";
            case "%5c", "\\" -> "a path holds no backslash";
            case ";" -> "a path holds no ; that is not escaped: parameters here stand behind the ?";
            case "%2f" -> "a path holds no slash that is escaped: no name here has one";
            default -> null;
        };
    }

    private static boolean isEscape(String value) {
        return value.length() == 3 && isHex(value.charAt(1)) && isHex(value.charAt(2));
    }

    private static boolean isHex(char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    }
}
