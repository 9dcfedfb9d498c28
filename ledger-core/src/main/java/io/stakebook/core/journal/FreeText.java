package io.stakebook.core.journal;

import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.error.Rejected;
import io.stakebook.core.proof.Malformed;
import io.stakebook.core.proof.canonical.CanonicalText;
import java.util.Map;

/**
 * Words people write into the book: they must fit the export format, or the entry could never be proved, and whoever reads
 * them must see all that is there.
 */
public final class FreeText {

    /** Code points an entry's memo or a reason may have. */
    public static final int MAX = 500;

    private FreeText() {}

    /**
     * @throws Rejected {@code FIELD_INVALID} unless the text is 1 to {@value #MAX} code points that are not all blank, and
     *     as {@link #requireSeen} asks
     */
    public static void require(String field, String text) {
        int length = text.codePointCount(0, text.length());
        if (Unseen.isBlank(text) || length > MAX) {
            throw new Rejected(
                    ErrorCode.FIELD_INVALID,
                    "field \"" + field + "\" is 1 to " + MAX + " characters that are not all blank; this has " + length,
                    Map.of("field", field));
        }
        requireSeen(field, text);
    }

    /**
     * @throws Rejected {@code FIELD_INVALID} unless the text is as {@link #requireWritable} asks and without characters
     *     that are not seen or turn the direction of others
     */
    public static void requireSeen(String field, String text) {
        requireWritable(field, text);
        Unseen.first(text).ifPresent(at -> {
            String codePoint = String.format("U+%04X", text.codePointAt(at));
            throw new Rejected(
                    ErrorCode.FIELD_INVALID,
                    "field \"" + field + "\" has no characters that are not seen or turn the direction of others; this"
                            + " has " + codePoint + " as character " + (text.codePointCount(0, at) + 1),
                    Map.of("field", field, "codePoint", codePoint));
        });
    }

    /**
     * @throws Rejected {@code FIELD_INVALID} unless the export format can hold the text, however long it is: in Unicode
     *     normalisation form C, without control characters, unassigned code points or more than
     *     {@value CanonicalText#MOST_MARKS} combining marks in a row
     */
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
