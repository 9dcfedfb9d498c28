package io.stakebook.core.funding;

import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.error.Rejected;
import io.stakebook.core.error.Shown;
import java.util.Map;

/** Names of things outside the book: references of receipts, chain addresses, transaction hashes. */
public final class Reference {

    private static final int MAX = 120;
    private static final int SHOWN = 40;

    private Reference() {}

    /**
     * The text itself.
     *
     * @throws Rejected {@code FIELD_INVALID} unless the text is 1 to 120 printable ASCII characters without spaces
     */
    public static String require(String field, String text) {
        boolean printable = text.chars().allMatch(c -> c > 0x20 && c < 0x7F);
        if (text.isEmpty() || text.length() > MAX || !printable) {
            throw new Rejected(
                    ErrorCode.FIELD_INVALID,
                    "field \"" + field + "\" is 1 to " + MAX + " printable ASCII characters without spaces, not "
                            + said(text),
                    Map.of("field", field));
        }
        return text;
    }

    private static String said(String text) {
        return text.length() > MAX ? text.length() + " characters" : "\"" + Shown.of(text, SHOWN) + "\"";
    }
}
