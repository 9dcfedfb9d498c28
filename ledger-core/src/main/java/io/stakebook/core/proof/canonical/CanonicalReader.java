package io.stakebook.core.proof.canonical;

import io.stakebook.core.proof.Malformed;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** A one-pass reader of one value that accepts no second spelling of anything. */
final class CanonicalReader {
    private final byte[] bytes;
    private int at;

    CanonicalReader(byte[] bytes) {
        this.bytes = bytes;
    }

    CanonicalValue read() {
        CanonicalValue value = value(1);
        if (at != bytes.length) {
            throw new Malformed("JSON has something after its value", at);
        }
        return value;
    }

    private CanonicalValue value(int depth) {
        if (depth > CanonicalJson.DEEPEST) {
            throw new Malformed("JSON is nested deeper than " + CanonicalJson.DEEPEST + " levels", at);
        }
        int c = peek();
        if (c == '{') {
            return object(depth);
        }
        if (c == '[') {
            return array(depth);
        }
        if (c == '"') {
            return text();
        }
        if (c == '-' || (c >= '0' && c <= '9')) {
            return integer();
        }
        if (c == 't') {
            literal("true");
            return new CanonicalBoolean(true);
        }
        if (c == 'f') {
            literal("false");
            return new CanonicalBoolean(false);
        }
        if (c == 'n') {
            throw new Malformed("null is not allowed; leave the member out", at);
        }
        throw new Malformed("JSON value expected", at);
    }

    private CanonicalObject object(int depth) {
        at++;
        TreeMap<String, CanonicalValue> members = new TreeMap<>();
        if (peek() == '}') {
            at++;
            return new CanonicalObject(members);
        }
        while (true) {
            int start = at;
            String name = key();
            if (!members.isEmpty()) {
                int order = name.compareTo(members.lastKey());
                if (order == 0) {
                    throw new Malformed("member " + name + " is given twice", start);
                }
                if (order < 0) {
                    throw new Malformed("member " + name + " is out of order after " + members.lastKey(), start);
                }
            }
            expect(':');
            members.put(name, value(depth + 1));
            int c = peek();
            at++;
            if (c == '}') {
                return new CanonicalObject(members);
            }
            if (c != ',') {
                throw new Malformed("',' or '}' expected", at - 1L);
            }
        }
    }

    private CanonicalArray array(int depth) {
        at++;
        List<CanonicalValue> values = new ArrayList<>();
        if (peek() == ']') {
            at++;
            return new CanonicalArray(values);
        }
        while (true) {
            values.add(value(depth + 1));
            int c = peek();
            at++;
            if (c == ']') {
                return new CanonicalArray(values);
            }
            if (c != ',') {
                throw new Malformed("',' or ']' expected", at - 1L);
            }
        }
    }

    private String key() {
        int start = at;
        expect('"');
        int from = at;
        while (CanonicalObject.isKeyCharacter(peek())) {
            at++;
        }
        int length = at - from;
        if (peek() != '"' || length == 0 || length > CanonicalObject.LONGEST_KEY) {
            throw new Malformed(
                    "member name is not 1 to " + CanonicalObject.LONGEST_KEY + " characters of a-z, 0-9, _", start);
        }
        at++;
        return new String(bytes, from, length, StandardCharsets.US_ASCII);
    }

    private CanonicalText text() {
        int start = at;
        at++;
        int from = at;
        int escapes = 0;
        while (peek() != '"') {
            if (bytes[at] == '\\') {
                int escaped = at + 1 < bytes.length ? bytes[at + 1] : -1;
                if (escaped != '"' && escaped != '\\') {
                    throw new Malformed("only \\\" and \\\\ are escaped in canonical JSON", at);
                }
                escapes++;
                at++;
            }
            at++;
        }
        String decoded = utf8(from, at, start);
        at++;
        try {
            return new CanonicalText(escapes == 0 ? decoded : unescape(decoded, escapes));
        } catch (Malformed e) {
            throw new Malformed(String.valueOf(e.getMessage()), start);
        }
    }

    private static String unescape(String escaped, int escapes) {
        StringBuilder plain = new StringBuilder(escaped.length() - escapes);
        for (int i = 0; i < escaped.length(); i++) {
            if (escaped.charAt(i) == '\\') {
                i++;
            }
            plain.append(escaped.charAt(i));
        }
        return plain.toString();
    }

    private String utf8(int from, int to, int start) {
        boolean ascii = true;
        for (int i = from; ascii && i < to; i++) {
            ascii = bytes[i] >= 0;
        }
        if (ascii) {
            return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, from, to - from))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new Malformed("string is not valid UTF-8", start);
        }
    }

    private CanonicalInteger integer() {
        int start = at;
        boolean negative = peek() == '-';
        if (negative) {
            at++;
        }
        int from = at;
        long value = 0;
        while (at < bytes.length && bytes[at] >= '0' && bytes[at] <= '9') {
            if (at - from >= 16) {
                throw new Malformed("integer is outside ±(2^53−1)", start);
            }
            value = value * 10 + (bytes[at++] - '0');
        }
        int digits = at - from;
        if (digits == 0) {
            throw new Malformed("digit expected", at);
        }
        if ((bytes[from] == '0' && digits > 1) || (negative && value == 0)) {
            throw new Malformed("integer has a leading zero or a negative zero", start);
        }
        if (at < bytes.length && (bytes[at] == '.' || bytes[at] == 'e' || bytes[at] == 'E')) {
            throw new Malformed("fractions and exponents are not allowed", at);
        }
        if (value > CanonicalInteger.LIMIT) {
            throw new Malformed("integer is outside ±(2^53−1)", start);
        }
        return new CanonicalInteger(negative ? -value : value);
    }

    private void literal(String word) {
        for (int i = 0; i < word.length(); i++) {
            if (peek() != word.charAt(i)) {
                throw new Malformed(word + " expected", at);
            }
            at++;
        }
    }

    private void expect(char wanted) {
        if (peek() != wanted) {
            throw new Malformed("'" + wanted + "' expected", at);
        }
        at++;
    }

    private int peek() {
        if (at >= bytes.length) {
            throw new Malformed("JSON ends too early", at);
        }
        return bytes[at];
    }
}
