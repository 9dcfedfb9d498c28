package io.stakebook.core.journal;

import io.stakebook.core.account.AccountName;
import io.stakebook.core.id.EntryId;
import io.stakebook.core.page.Limit;
import io.stakebook.core.page.Page;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the statement of an account. */
public interface AccountHistory {

    /** Newest first in the order of recording; the cursor is the account sequence. The cost does not depend on the depth. */
    Page<Line, Long> lines(AccountName account, Range range, Optional<Long> before, Limit limit);

    /**
     * Which lines; null members do not restrict.
     *
     * @param effectiveFrom first instant included
     * @param effectiveTo first instant no longer included
     * @param recordedFrom first instant included
     * @param recordedTo first instant no longer included
     */
    record Range(
            @Nullable Instant effectiveFrom,
            @Nullable Instant effectiveTo,
            @Nullable Instant recordedFrom,
            @Nullable Instant recordedTo) {

        public static final Range ALL = new Range(null, null, null, null);
    }

    /**
     * One line of an account's history.
     *
     * @param after the account after it, in the order of recording
     * @param carriedFrom the day it belongs to when it was carried out of a closed period
     */
    record Line(
            EntryId entry,
            EntryKind kind,
            Phase.Name phase,
            Posting posting,
            Balance after,
            Instant effectiveAt,
            LocalDate businessDate,
            @Nullable LocalDate carriedFrom,
            Instant recordedAt) {}
}
