package io.stakebook.api.http.body;

import io.stakebook.api.http.json.JsonText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A JSON value as it was read: numbers keep their text, objects keep each name once. */
public sealed interface JsonTree {

    /** What a caller would call this kind of value. */
    String kind();

    /** One text per value, however it was spaced and ordered: sorted names, no white space. Input of fingerprints only. */
    void appendCanonical(StringBuilder out);

    record Text(String value) implements JsonTree {
        @Override
        public String kind() {
            return "a string";
        }

        @Override
        public void appendCanonical(StringBuilder out) {
            JsonText.appendText(out, value);
        }
    }

    /** @param lexical the digits as sent */
    record Numeral(String lexical) implements JsonTree {
        @Override
        public String kind() {
            return "a number";
        }

        @Override
        public void appendCanonical(StringBuilder out) {
            out.append(lexical);
        }
    }

    record Flag(boolean value) implements JsonTree {
        @Override
        public String kind() {
            return "a boolean";
        }

        @Override
        public void appendCanonical(StringBuilder out) {
            out.append(value);
        }
    }

    record Nothing() implements JsonTree {
        @Override
        public String kind() {
            return "null";
        }

        @Override
        public void appendCanonical(StringBuilder out) {
            out.append("null");
        }
    }

    record Items(List<JsonTree> items) implements JsonTree {
        public Items {
            items = List.copyOf(items);
        }

        @Override
        public String kind() {
            return "an array";
        }

        @Override
        public void appendCanonical(StringBuilder out) {
            out.append('[');
            String separator = "";
            for (JsonTree item : items) {
                out.append(separator);
                item.appendCanonical(out);
                separator = ",";
            }
            out.append(']');
        }
    }

    record Members(Map<String, JsonTree> members) implements JsonTree {
        public Members {
            members = new LinkedHashMap<>(members);
        }

        @Override
        public String kind() {
            return "an object";
        }

        @Override
        public void appendCanonical(StringBuilder out) {
            out.append('{');
            String separator = "";
            for (Map.Entry<String, JsonTree> member : new TreeMap<>(members).entrySet()) {
                out.append(separator);
                JsonText.appendText(out, member.getKey());
                out.append(':');
                member.getValue().appendCanonical(out);
                separator = ",";
            }
            out.append('}');
        }
    }
}
