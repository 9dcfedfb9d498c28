package io.stakebook.core.reconciliation;

import io.stakebook.core.id.EntryId;
import io.stakebook.core.journal.FreeText;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a break was closed.
 *
 * @param note why, in the words of the person who closed it; what an event can hold, see {@link FreeText}
 * @param by subject of that person, or of who brought the statement that superseded the break
 * @param approvedByOrNull the second person, where one was needed
 * @param entryOrNull the correcting entry, for {@link Kind#CORRECTED}
 */
public record Resolution(
        Kind kind,
        String note,
        String by,
        @Nullable String approvedByOrNull,
        Instant at,
        @Nullable EntryId entryOrNull) {

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
        if (by.equals(approvedByOrNull)) {
            throw new IllegalArgumentException("a resolution was approved by the one who asked for it, " + by);
        }
        if ((kind == Kind.CORRECTED) != (entryOrNull != null)) {
            throw new IllegalArgumentException("a break is " + kind + " with entry " + entryOrNull);
        }
    }

    public Optional<EntryId> entry() {
        return Optional.ofNullable(entryOrNull);
    }
}
