package io.stakebook.core.journal;

import java.time.Instant;
import java.util.List;

/**
 * An entry as it stands in the book for ever.
 *
 * @param recordedAt when the book took it, the second axis of time
 * @param lines the postings with what each did to its account, in the order of the entry
 */
public record RecordedEntry(JournalEntry entry, Instant recordedAt, List<RecordedPosting> lines) {

    public RecordedEntry {
        lines = List.copyOf(lines);
    }

    /**
     * @param accountSequence place of the posting among those of its account, from 1 without gaps
     * @param balanceAfter the account after it
     */
    public record RecordedPosting(Posting posting, long accountSequence, Balance balanceAfter) {}
}
