package io.stakebook.policy.json;

import io.stakebook.policy.PolicyException.InvalidJson;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * RFC 8259 into maps, lists, strings, {@link BigDecimal}s, booleans and nulls; stricter than the RFC where it leaves a choice: a
 * name may appear once in an object, nesting is at most 32 deep, a text at most a million characters, a number at most 60
 * characters, surrogates must pair.
 */
public final class JsonReader {
    private static final int MAX_DEPTH = 32;
    private static final int MAX_LENGTH = 1_000_000;
    private static final int MAX_NUMBER = 60;
    private static final int SHOWN = 80;

    private final String text;
    private int at;
    /** Name of the outermost object's member that is being read; empty outside of one. */
    private String member = "";

    private int memberValueAt;

    private JsonReader(String text) {
        this.text = text;
    }

    /**
     * @throws InvalidJson naming the offset and the fault
     */
    public static @Nullable Object read(String text) {
        return read(text, new LinkedHashMap<>());
    }

    /**
     * @throws InvalidJson also when the value is not an object
     */
    public static Map<String, @Nullable Object> readObject(String text) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        readObject(text, members);
        return members;
    }

    /**
     * As {@link #readObject(String)}, into a map that still holds the members before the fault when there is one.
     *
     * @param members empty
     * @throws InvalidJson also when the value is not an object
     */
    public static void readObject(String text, Map<String, @Nullable Object> members) {
        if (!(read(text, members) instanceof Map<?, ?>)) {
            throw new InvalidJson(0, "An object is expected.");
        }
    }

    private static @Nullable Object read(String text, Map<String, @Nullable Object> outermost) {
        if (text.length() > MAX_LENGTH) {
            throw new InvalidJson(MAX_LENGTH, "The text is longer than " + MAX_LENGTH + " characters.");
        }
        JsonReader reader = new JsonReader(text);
        reader.skipSpace();
        Object value = reader.peek() == '{' ? reader.object(0, outermost) : reader.value(0);
        reader.skipSpace();
        if (reader.at < text.length()) {
            throw reader.fault("Nothing may follow the value.");
        }
        return value;
    }

    private @Nullable Object value(int depth) {
        if (depth > MAX_DEPTH) {
            throw fault("Values are nested deeper than " + MAX_DEPTH + ".");
        }
        skipSpace();
        if (at == text.length()) {
            throw fault("The text ends where a value is expected.");
        }
        char c = text.charAt(at);
        return switch (c) {
            case '{' -> object(depth, new LinkedHashMap<>());
            case '[' -> array(depth);
            case '"' -> string();
            case 't' -> word("true", Boolean.TRUE);
            case 'f' -> word("false", Boolean.FALSE);
            case 'n' -> word("null", null);
            default -> number();
        };
    }

    private Map<String, @Nullable Object> object(int depth, Map<String, @Nullable Object> object) {
        at++;
        skipSpace();
        if (peek() == '}') {
            at++;
            return object;
        }
        while (true) {
            skipSpace();
            if (peek() != '"') {
                throw fault("A name in quotation marks is expected.");
            }
            String name = string();
            boolean again = object.containsKey(name);
            skipSpace();
            expect(':');
            if (depth == 0) {
                member = name;
                skipSpace();
                memberValueAt = at;
            }
            Object value = value(depth + 1);
            if (again) {
                throw fault("may appear once", "The name '" + name + "' appears twice.");
            }
            object.put(name, value);
            if (depth == 0) {
                member = "";
            }
            skipSpace();
            if (peek() == ',') {
                at++;
            } else {
                expect('}');
                return object;
            }
        }
    }

    private List<@Nullable Object> array(int depth) {
        List<@Nullable Object> array = new ArrayList<>();
        at++;
        skipSpace();
        if (peek() == ']') {
            at++;
            return array;
        }
        while (true) {
            array.add(value(depth + 1));
            skipSpace();
            if (peek() == ',') {
                at++;
            } else {
                expect(']');
                return array;
            }
        }
    }

    private String string() {
        at++;
        StringBuilder out = new StringBuilder();
        int from = at;
        while (true) {
            if (at == text.length()) {
                throw fault("The text ends inside a string.");
            }
            char c = text.charAt(at++);
            if (c == '"') {
                break;
            }
            if (c < 0x20) {
                throw fault("A control character in a string must be escaped.");
            }
            if (c == '\\') {
                out.append(text, from, at - 1).append(escaped());
                from = at;
            }
        }
        // Most strings hold no escape and are taken in one piece.
        String string = out.isEmpty()
                ? text.substring(from, at - 1)
                : out.append(text, from, at - 1).toString();
        requirePairs(string);
        return string;
    }

    private char escaped() {
        if (at == text.length()) {
            throw fault("The text ends inside an escape.");
        }
        char c = text.charAt(at++);
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> unicode();
            default -> throw fault("'\\" + c + "' is no escape.");
        };
    }

    private char unicode() {
        if (at + 4 > text.length()) {
            throw fault("The text ends inside an escape.");
        }
        int code = 0;
        for (int i = 0; i < 4; i++) {
            char c = text.charAt(at++);
            // Character.digit alone takes the digits of every script.
            int digit = c < 128 ? Character.digit(c, 16) : -1;
            if (digit < 0) {
                throw fault("A \\u escape has four hexadecimal digits.");
            }
            code = code * 16 + digit;
        }
        return (char) code;
    }

    private void requirePairs(CharSequence string) {
        for (int i = 0; i < string.length(); i++) {
            char c = string.charAt(i);
            boolean pair = Character.isHighSurrogate(c)
                    && i + 1 < string.length()
                    && Character.isLowSurrogate(string.charAt(i + 1));
            if (pair) {
                i++;
            } else if (Character.isSurrogate(c)) {
                throw fault("The string holds half a surrogate pair.");
            }
        }
    }

    private BigDecimal number() {
        int start = at;
        if (peek() == '-') {
            at++;
        }
        if (peek() == '0') {
            at++;
        } else {
            digits();
        }
        if (peek() == '.') {
            at++;
            digits();
        }
        if (peek() == 'e' || peek() == 'E') {
            at++;
            if (peek() == '+' || peek() == '-') {
                at++;
            }
            digits();
        }
        if (at - start > MAX_NUMBER) {
            throw fault("A number has at most " + MAX_NUMBER + " characters.");
        }
        try {
            return new BigDecimal(text.substring(start, at));
        } catch (NumberFormatException outOfRange) {
            throw fault("The number is out of range.");
        }
    }

    private void digits() {
        int start = at;
        while (peek() >= '0' && peek() <= '9') {
            at++;
        }
        if (at == start) {
            throw fault("A value or a digit is expected.");
        }
    }

    private @Nullable Object word(String word, @Nullable Boolean value) {
        if (!text.startsWith(word, at)) {
            throw fault("A value is expected.");
        }
        at += word.length();
        return value;
    }

    private void skipSpace() {
        while (at < text.length() && " \t\n\r".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    /** The character here, or 0 at the end. */
    private char peek() {
        return at < text.length() ? text.charAt(at) : 0;
    }

    private void expect(char c) {
        if (peek() != c) {
            throw fault("'" + c + "' is expected.");
        }
        at++;
    }

    private InvalidJson fault(String problem) {
        return fault("must be a JSON value", problem);
    }

    private InvalidJson fault(String rule, String problem) {
        return member.isEmpty() ? new InvalidJson(at, problem) : new InvalidJson(at, member, rule, shown(), problem);
    }

    /** What stands where the member's value starts, up to the fault or to the end of a bare word. */
    private String shown() {
        int end = Math.max(at, memberValueAt);
        if (memberValueAt < text.length() && "{[\"".indexOf(text.charAt(memberValueAt)) < 0) {
            while (end < text.length() && ",}] \t\n\r".indexOf(text.charAt(end)) < 0) {
                end++;
            }
        }
        return text.substring(memberValueAt, Math.min(end, memberValueAt + SHOWN));
    }
}
