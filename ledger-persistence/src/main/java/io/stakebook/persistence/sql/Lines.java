package io.stakebook.persistence.sql;

import java.util.List;

/** A list of single-line texts kept in one column, one item a line; the empty text is the empty list. */
public final class Lines {

    private Lines() {}

    public static String join(List<String> items) {
        for (String item : items) {
            if (item.isEmpty() || item.indexOf('\n') >= 0) {
                throw new IllegalArgumentException(
                        "an item kept as a line cannot be empty or have lines: \"" + item + "\"");
            }
        }
        return String.join("\n", items);
    }

    public static List<String> split(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split("\n", -1));
    }
}
