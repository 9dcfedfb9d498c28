package io.stakebook.core.reconciliation;

import io.stakebook.core.id.BreakId;
import io.stakebook.core.posting.Stored;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What somebody found out about an open break; it never changes.
 *
 * @param number from 1, in the order they were written
 * @param ownerOrNull who answers for the break from this note on, when it was handed over with it
 * @param by subject of the writer
 */
public record BreakNote(
        BreakId of, long number, String text, @Nullable String ownerOrNull, String by, Instant at) implements Stored {

    static String recordId(BreakId of, long number) {
        return of + "/" + number;
    }

    @Override
    public String recordId() {
        return recordId(of, number);
    }
}
