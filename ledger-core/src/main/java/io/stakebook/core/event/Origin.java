package io.stakebook.core.event;

import java.util.regex.Pattern;

/**
 * Name of a book's log: the source of its events and the first line of its checkpoints. Never changes.
 *
 * @param name without a scheme, such as {@code ledger.example/main}
 */
public record Origin(String name) {

    /** What both a note's name and an event's source may be, and a length: printable ASCII without space and plus sign. */
    public static final String FORM = "[!-*,-~]{1,200}";

    private static final Pattern NAME = Pattern.compile(FORM);

    public Origin {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "the name of a log has 1 to 200 printable ASCII characters and neither spaces nor a plus sign");
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
