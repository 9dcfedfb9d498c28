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

    private final String text;
    private int at;

    private JsonReader(String text) {
        this.text = text;
    }

    /**
     * @throws InvalidJson naming the offset and the fault
     */
    public static @Nullable Object read(String text) {
        if (text.length() > MAX_LENGTH) {
            throw new InvalidJson(MAX_LENGTH, "The text is longer than " + MAX_LENGTH + " characters.");
        }
        JsonReader reader = new JsonReader(text);
        Object value = reader.value(0);
        reader.skipSpace();
        if (reader.at < text.length()) {
            throw reader.fault("Nothing may follow the value.");
        }
        return value;
    }

    /**
     * @throws InvalidJson also when the value is not an object
     */
    public static Map<String, @Nullable Object> readObject(String text) {
        Object value = read(text);
        if (!(value instanceof Map<?, ?> map)) {
            throw new InvalidJson(0, "An object is expected.");
        }
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        map.forEach((key, member) -> object.put(String.valueOf(key), member));
        return object;
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
            case '{' -> object(depth);
            case '[' -> array(depth);
            case '"' -> string();
            case 't' -> word("true", Boolean.TRUE);
            case 'f' -> word("false", Boolean.FALSE);
            case 'n' -> word("null", null);
            default -> number();
        };
    }

    private Map<String, @Nullable Object> object(int depth) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
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
            if (object.containsKey(name)) {
                throw fault("The name '" + name + "' appears twice.");
            }
            skipSpace();
            expect(':');
            object.put(name, value(depth + 1));
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
        StringBuilder out = new StringBuilder();
        at++;
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
            out.append(c == '\\' ? escaped() : c);
        }
        requirePairs(out);
        return out.toString();
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
            int digit = Character.digit(text.charAt(at++), 16);
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
        return new InvalidJson(at, problem);
    }
}
