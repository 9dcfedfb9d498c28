package io.stakebook.persistence.check.frame;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A piece of the book in the order of a key: above {@code low}, up to and including {@code high}. Null is no bound.
 *
 * @param low a value as SQL writes it; a place in an account's history is {@code (account, sequence)}
 */
public record Stretch(@Nullable String low, @Nullable String high) {

    /**
     * {@code within[key]}; {@code from[key]} takes in the key before the stretch too; {@code accounts[column]} all accounts of a
     * stretch of histories; {@code before[]} is the place before such a stretch, in two columns; {@code page[]} is the page before
     * a stretch of rows as they lie in their table.
     */
    private static final Pattern PLACES = Pattern.compile("(within|from|accounts|before|page)\\[([^\\]]*)\\]");

    private static final Pattern PAGE = Pattern.compile("\\((\\d+),");

    /** All there is. */
    public static final Stretch WHOLE = new Stretch(null, null);

    /** The bounds, where the query wants them. */
    public String in(String query) {
        Matcher place = PLACES.matcher(query);
        StringBuilder bounded = new StringBuilder();
        while (place.find()) {
            place.appendReplacement(bounded, Matcher.quoteReplacement(bound(place.group(1), place.group(2))));
        }
        return place.appendTail(bounded).toString();
    }

    private String bound(String kind, String key) {
        return switch (kind) {
            case "within" -> bound(key, " > ", low, high);
            case "from" -> bound(key, " >= ", low, high);
            case "accounts" -> bound(key, " >= ", account(low), account(high));
            case "page" -> page();
            default -> low == null ? "null::bigint, null::bigint" : low.substring(1, low.length() - 1);
        };
    }

    private static String bound(String key, String above, @Nullable String low, @Nullable String high) {
        return "(" + (low == null ? "true" : key + above + low) + " and "
                + (high == null ? "true" : key + " <= " + high) + ")";
    }

    private String page() {
        if (low == null) {
            return "-1::bigint";
        }
        Matcher page = PAGE.matcher(low);
        if (!page.find()) {
            throw new IllegalStateException("not a place in a table: " + low);
        }
        return page.group(1) + "::bigint";
    }

    private static @Nullable String account(@Nullable String place) {
        return place == null ? null : place.substring(1, place.indexOf(','));
    }
}
