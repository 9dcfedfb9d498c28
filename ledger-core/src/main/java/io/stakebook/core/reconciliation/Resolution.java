package io.stakebook.core.reconciliation;

import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.error.Rejected;
import io.stakebook.core.id.EntryId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a break was closed.
 *
 * @param note why, in the words of the person who closed it; 1 to 500 characters
 * @param by subject of that person, or the statement that superseded the break
 * @param entryOrNull the correcting entry, for {@link Kind#CORRECTED}
 */
public record Resolution(
        Kind kind,
        String note,
        String by,
        Instant at,
        @Nullable EntryId entryOrNull) {

    /** Characters of a note. */
    public static final int MAX_NOTE = 500;

    /** What closed the break. */
    public enum Kind {
        /** A correcting entry was posted. */
        CORRECTED,
        /** The cause was found and noted; no money moved in this book. */
        EXPLAINED,
        /** A newer statement of the same provider covers the day. */
        SUPERSEDED;
    }

    public Resolution {
        requireNote(note);
        if ((kind == Kind.CORRECTED) != (entryOrNull != null)) {
            throw new IllegalArgumentException("a break is " + kind + " with entry " + entryOrNull);
        }
    }

    public Optional<EntryId> entry() {
        return Optional.ofNullable(entryOrNull);
    }

    /** @throws Rejected {@code FIELD_INVALID} when the note says nothing or too much */
    static void requireNote(String note) {
        if (note.isBlank() || note.length() > MAX_NOTE) {
            throw new Rejected(
                    ErrorCode.FIELD_INVALID,
                    "a note is 1 to " + MAX_NOTE + " characters and says why the break is closed, this has "
                            + note.length(),
                    Map.of("field", "note"));
        }
    }
}
