package io.stakebook.core.journal;

import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.error.Rejected;
import io.stakebook.core.proof.Malformed;
import io.stakebook.core.proof.canonical.CanonicalText;
import java.util.Map;

/** Words people write into the book: they must fit the export format, or the entry could never be proved. */
public final class FreeText {

    /** Characters an entry's memo or a reason may have. */
    public static final int MAX = 500;

    private FreeText() {}

    /**
     * @throws Rejected {@code FIELD_INVALID} unless the text is 1 to {@value #MAX} characters in Unicode normalisation
     *     form C, without control characters, unassigned code points or more than {@value CanonicalText#MOST_MARKS}
     *     combining marks in a row
     */
    public static void require(String field, String text) {
        if (text.isBlank() || text.length() > MAX) {
            throw new Rejected(
                    ErrorCode.FIELD_INVALID,
                    "field \"" + field + "\" is 1 to " + MAX + " characters that are not all blank; this has "
                            + text.length(),
                    Map.of("field", field));
        }
        requireWritable(field, text);
    }

    /** @throws Rejected {@code FIELD_INVALID} unless the export format can hold the text, however long it is */
    public static void requireWritable(String field, String text) {
        try {
            CanonicalText.takenIn(text);
        } catch (Malformed unwritable) {
            Rejected rejected = new Rejected(
                    ErrorCode.FIELD_INVALID,
                    "field \"" + field + "\" cannot be written: " + unwritable.getMessage(),
                    Map.of("field", field));
            rejected.initCause(unwritable);
            throw rejected;
        }
    }
}
