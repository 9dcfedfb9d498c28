package io.stakebook.core.proof.canonical;

import io.stakebook.core.proof.Malformed;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Renders one value. */
final class CanonicalWriter {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream(512);

    byte[] toBytes() {
        return out.toByteArray();
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
            ascii(Long.toString(integer.value()));
        } else if (value instanceof CanonicalBoolean bool) {
            ascii(Boolean.toString(bool.value()));
        } else {
            throw new AssertionError(value);
        }
    }

    private void object(CanonicalObject object, int depth) {
        out.write('{');
        boolean first = true;
        for (Map.Entry<String, CanonicalValue> member : object.members().entrySet()) {
            if (!first) {
                out.write(',');
            }
            first = false;
            out.write('"');
            ascii(member.getKey());
            out.write('"');
            out.write(':');
            write(member.getValue(), depth + 1);
        }
        out.write('}');
    }

    private void array(CanonicalArray array, int depth) {
        out.write('[');
        boolean first = true;
        for (CanonicalValue value : array.values()) {
            if (!first) {
                out.write(',');
            }
            first = false;
            write(value, depth + 1);
        }
        out.write(']');
    }

    /** RFC 8785 section 3.2.2.2; of its escapes the profile leaves only the quote and the backslash. */
    private void text(String value) {
        out.write('"');
        String escaped = value;
        if (value.indexOf('"') >= 0 || value.indexOf('\\') >= 0) {
            escaped = value.replace("\\", "\\\\").replace("\"", "\\\"");
        }
        out.writeBytes(escaped.getBytes(StandardCharsets.UTF_8));
        out.write('"');
    }

    private void ascii(String text) {
        for (int i = 0; i < text.length(); i++) {
            out.write(text.charAt(i));
        }
    }
}
