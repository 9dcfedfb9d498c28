package io.stakebook.core.closing;

import java.time.LocalDate;

/** What a close needs from the book beside the engine. */
public interface ClosingLedger {

    /**
     * Waits until every batch has ended, on any node, that may have read the calendar before this call. Batches that begin
     * later are not waited for.
     *
     * @throws io.stakebook.core.error.Unavailable {@code OVERLOADED} when one does not end; ask again
     */
    void awaitOlderBatches();

    /** Adds up everything posted through a day, in one snapshot, without holding anybody up. */
    FrozenTrialBalance trialBalance(LocalDate through);
}
