package io.stakebook.core.proof.canonical;

import io.stakebook.core.proof.Malformed;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Renders one value. */
final class CanonicalWriter {
    private byte[] buffer = new byte[1 << 11];
    private int length;

    byte[] toBytes() {
        return Arrays.copyOf(buffer, length);
    }

    void write(CanonicalValue value, int depth) {
        if (depth > CanonicalJson.DEEPEST) {
            throw new Malformed("JSON is nested deeper than " + CanonicalJson.DEEPEST + " levels");
        }
        if (value instanceof CanonicalObject object) {
            object(object, depth);
        } else if (value instanceof CanonicalArray array) {
            array(array, depth);
        } else if (value instanceof CanonicalText text) {
            text(text.value());
        } else if (value instanceof CanonicalInteger integer) {
            raw(Long.toString(integer.value()).getBytes(StandardCharsets.ISO_8859_1));
        } else if (value instanceof CanonicalBoolean bool) {
            raw(Boolean.toString(bool.value()).getBytes(StandardCharsets.ISO_8859_1));
        } else {
            throw new AssertionError(value);
        }
    }

    private void object(CanonicalObject object, int depth) {
        one('{');
        int start = length;
        object.members().forEach((name, value) -> {
            if (length > start) {
                one(',');
            }
            one('"');
            raw(name.getBytes(StandardCharsets.ISO_8859_1));
            one('"');
            one(':');
            write(value, depth + 1);
        });
        one('}');
    }

    private void array(CanonicalArray array, int depth) {
        one('[');
        boolean first = true;
        for (CanonicalValue value : array.values()) {
            if (!first) {
                one(',');
            }
            first = false;
            write(value, depth + 1);
        }
        one(']');
    }

    /** RFC 8785 section 3.2.2.2; of its escapes the profile leaves only the quote and the backslash. */
    private void text(String value) {
        one('"');
        String escaped = value;
        if (value.indexOf('"') >= 0 || value.indexOf('\\') >= 0) {
            escaped = value.replace("\\", "\\\\").replace("\"", "\\\"");
        }
        raw(escaped.getBytes(StandardCharsets.UTF_8));
        one('"');
    }

    private void one(char c) {
        reserve(1);
        buffer[length++] = (byte) c;
    }

    private void raw(byte[] bytes) {
        reserve(bytes.length);
        System.arraycopy(bytes, 0, buffer, length, bytes.length);
        length += bytes.length;
    }

    private void reserve(int more) {
        if (buffer.length - length < more) {
            buffer = Arrays.copyOf(buffer, Math.max(2 * buffer.length, length + more));
        }
    }
}
