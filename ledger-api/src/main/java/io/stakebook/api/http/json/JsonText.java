package io.stakebook.api.http.json;

import java.util.Collection;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Writes JSON (RFC 8259) member by member, in the order asked for: the same calls always give the same text. */
public final class JsonText {

    private JsonText() {}

    public static String object(Consumer<JsonObjectWriter> members) {
        StringBuilder out = new StringBuilder(256);
        appendObject(out, members);
        return out.toString();
    }

    public static void appendObject(StringBuilder out, Consumer<JsonObjectWriter> members) {
        out.append('{');
        members.accept(new JsonObjectWriter(out));
        out.append('}');
    }

    public static <T> void appendObjects(
            StringBuilder out, Collection<T> items, BiConsumer<JsonObjectWriter, T> writer) {
        out.append('[');
        String separator = "";
        for (T item : items) {
            out.append(separator);
            appendObject(out, json -> writer.accept(json, item));
            separator = ",";
        }
        out.append(']');
    }

    public static void appendText(StringBuilder out, String value) {
        out.append('"');
        if (isPlain(value)) {
            out.append(value);
        } else {
            appendEscaped(out, value);
        }
        out.append('"');
    }

    /** True for nearly every text there is: nothing in it needs an escape. */
    private static boolean isPlain(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c < 0x20 || c == '"' || c == '\\' || c == 0x7F || c == 0x2028 || c == 0x2029) {
                return false;
            }
        }
        return true;
    }

    private static void appendEscaped(StringBuilder out, String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (c < 0x20 || c == 0x7F || c == 0x2028 || c == 0x2029) {
                        out.append(String.format("\\u%04x", (int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
    }
}
