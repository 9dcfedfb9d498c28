package io.stakebook.persistence.event;

import io.stakebook.core.decision.DecisionRecord;
import io.stakebook.core.journal.JournalEntry;
import io.stakebook.core.posting.Notice;
import java.time.Instant;

/** Renders what a command did as events of the export format. Called once per attempt, under the batch's locks. */
public interface EventBodies {

    /**
     * @param entry as it enters the book; its event is read from its rows
     * @throws io.stakebook.core.proof.Malformed when no event of the format can tell of it
     */
    PendingEvent posted(JournalEntry entry);

    PendingEvent told(Notice notice, Instant recordedAt);

    PendingEvent refused(DecisionRecord decision, Instant recordedAt);
}
