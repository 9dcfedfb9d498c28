package io.stakebook.api.http;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A list of ETags as a condition names them (RFC 9110 section 8.8.3). */
public final class EntityTags {

    private static final String WEAK = "W/";
    private static final String TAG = "(?:" + WEAK + ")?\"[\\x21\\x23-\\x7E\\x80-\\xFF]*\"";
    private static final Pattern TAGS = Pattern.compile(TAG + "(?:[ \\t]*,[ \\t]*" + TAG + ")*");
    private static final Pattern BETWEEN = Pattern.compile("(?<=\")[ \\t]*,[ \\t]*");

    private EntityTags() {}

    /** The tags as they were written, quotes and weakness too; empty when the text is no list of them. */
    public static Optional<Set<String>> read(String list) {
        // A comma may stand inside a tag; between two it follows a quote.
        return TAGS.matcher(list).matches()
                ? Optional.of(Stream.of(BETWEEN.split(list)).collect(Collectors.toUnmodifiableSet()))
                : Optional.empty();
    }

    /** Whether {@code If-None-Match} names this tag, compared weakly (section 13.1.2); what is no condition names none. */
    static boolean noneMatchNames(String condition, String tag) {
        String list = condition.strip();
        return list.equals("*")
                || read(list).stream()
                        .flatMap(Set::stream)
                        .anyMatch(named -> strong(named).equals(strong(tag)));
    }

    private static String strong(String tag) {
        return tag.startsWith(WEAK) ? tag.substring(WEAK.length()) : tag;
    }
}
