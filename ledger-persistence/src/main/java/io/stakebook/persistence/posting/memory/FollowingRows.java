package io.stakebook.persistence.posting.memory;

import io.stakebook.persistence.posting.batch.AccountAtWork;
import io.stakebook.persistence.posting.batch.Draft;
import java.util.List;
import java.util.function.LongPredicate;

/** How many balance rows are due to follow their postings, and when (ADR 0013). One thread only. */
public final class FollowingRows {

    /** For so many accounts that batches move, one row follows; a row that lags costs its reader one look-up more. */
    private static final int MOVED_A_ROW = 16;

    /** Rows follow together, or not at all yet: the statement costs more than its first rows. */
    private static final int FEWEST_ROWS = 64;

    /** Rows that follow in one go while nothing is asked: some milliseconds. */
    private static final int ROWS_AT_REST = 500;

    private final HeldAccounts accounts;
    private int movedSince;

    public FollowingRows(HeldAccounts accounts) {
        this.accounts = accounts;
    }

    /**
     * The rows that go with a draft.
     *
     * @param busy numbers of accounts whose rows another batch on its way writes
     */
    public List<AccountAtWork> with(Draft draft, LongPredicate busy) {
        movedSince += draft.changed().size();
        int due = accounts.lagsFar() ? movedSince : movedSince / MOVED_A_ROW;
        if (due < FEWEST_ROWS) {
            return List.of();
        }
        movedSince = 0;
        return accounts.takeLagging(due, busy);
    }

    /** The rows that go while nothing else does. */
    public List<AccountAtWork> atRest() {
        return accounts.takeLagging(ROWS_AT_REST, number -> false);
    }
}
