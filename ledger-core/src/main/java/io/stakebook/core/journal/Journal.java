package io.stakebook.core.journal;

import io.stakebook.core.account.AccountName;
import io.stakebook.core.id.CustomerId;
import io.stakebook.core.id.EntryId;
import io.stakebook.core.id.PositionId;
import io.stakebook.core.id.ProductId;
import io.stakebook.core.id.RunId;
import io.stakebook.core.page.Limit;
import io.stakebook.core.page.Page;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads what was recorded. */
public interface Journal {

    Optional<RecordedEntry> find(EntryId id);

    /** Newest first in the order of recording; the cursor is the place of an entry in that order. */
    Page<PlacedEntry, Long> list(Query query, Optional<Long> before, Limit limit);

    /** The postings of an account, newest first; the cursor is the account sequence. */
    Page<AccountPosting, Long> postings(AccountName account, Optional<Long> before, Limit limit);

    /** @param place total order of recording in the book, from 1 */
    record PlacedEntry(long place, RecordedEntry entry) {}

    /** Which entries; null members do not restrict. */
    record Query(
            @Nullable CustomerId customer,
            @Nullable ProductId product,
            @Nullable PositionId position,
            @Nullable RunId run,
            @Nullable EntryKind kind,
            @Nullable LocalDate businessDate) {}

    /**
     * One line of an account's history.
     *
     * @param balanceAfter units on the account's normal side after it
     */
    record AccountPosting(
            EntryId entry,
            EntryKind kind,
            Posting posting,
            long accountSequence,
            BigInteger balanceAfter,
            Instant effectiveAt,
            LocalDate businessDate,
            Instant recordedAt) {}
}
