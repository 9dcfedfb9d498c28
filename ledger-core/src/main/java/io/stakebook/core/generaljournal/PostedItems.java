package io.stakebook.core.generaljournal;

import io.stakebook.core.error.LedgerException;
import io.stakebook.core.id.EntryId;
import io.stakebook.core.journal.JournalEntry;
import io.stakebook.core.posting.Trial;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of each item of a request, in its order. */
public record PostedItems(PostMode mode, List<Result> results) {

    public PostedItems {
        results = List.copyOf(results);
    }

    /** How many were posted. */
    public long posted() {
        return results.stream().filter(Posted.class::isInstance).count();
    }

    /** What became of one item; {@code index} counts from 0. */
    public sealed interface Result permits Posted, Refused {
        int index();
    }

    /**
     * @param entry as it entered the book, carried to an open day if need be
     * @param lines its postings with the account after each; {@code after.sequence()} is the account's version
     */
    public record Posted(int index, JournalEntry entry, List<Trial.Line> lines) implements Result {
        public Posted {
            lines = List.copyOf(lines);
        }
    }

    /**
     * An item that was refused and touched nothing.
     *
     * @param id the entry it would have been; of an item that could not be read what the caller named it, or null
     */
    public record Refused(int index, @Nullable EntryId id, LedgerException reason) implements Result {}
}
