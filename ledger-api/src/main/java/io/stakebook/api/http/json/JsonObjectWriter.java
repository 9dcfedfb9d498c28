package io.stakebook.api.http.json;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The members of one JSON object; a null value leaves its member out, because absent means unknown here. */
public final class JsonObjectWriter {

    private final StringBuilder out;
    private boolean first = true;

    JsonObjectWriter(StringBuilder out) {
        this.out = out;
    }

    public JsonObjectWriter text(String name, @Nullable String value) {
        if (value != null) {
            name(name);
            JsonText.appendText(out, value);
        }
        return this;
    }

    /** The text form of a value whose {@code toString} is its wire form: an identifier, an asset code. */
    public JsonObjectWriter id(String name, @Nullable Object value) {
        return text(name, value == null ? null : value.toString());
    }

    /** RFC 3339 in UTC. */
    public JsonObjectWriter time(String name, @Nullable Instant value) {
        return text(name, value == null ? null : value.toString());
    }

    /** ISO 8601 calendar date. */
    public JsonObjectWriter date(String name, @Nullable LocalDate value) {
        return text(name, value == null ? null : value.toString());
    }

    public JsonObjectWriter number(String name, long value) {
        name(name);
        out.append(value);
        return this;
    }

    public JsonObjectWriter flag(String name, boolean value) {
        name(name);
        out.append(value);
        return this;
    }

    public JsonObjectWriter object(String name, Consumer<JsonObjectWriter> members) {
        name(name);
        JsonText.appendObject(out, members);
        return this;
    }

    public <T> JsonObjectWriter objects(String name, Collection<T> items, BiConsumer<JsonObjectWriter, T> writer) {
        name(name);
        JsonText.appendObjects(out, items, writer);
        return this;
    }

    public JsonObjectWriter texts(String name, Collection<String> values) {
        name(name);
        out.append('[');
        String separator = "";
        for (String value : values) {
            out.append(separator);
            JsonText.appendText(out, value);
            separator = ",";
        }
        out.append(']');
        return this;
    }

    private void name(String name) {
        if (!first) {
            out.append(',');
        }
        first = false;
        JsonText.appendText(out, name);
        out.append(':');
    }
}
