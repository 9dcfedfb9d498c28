package io.stakebook.core.journal;

import io.stakebook.core.account.AccountName;
import io.stakebook.core.account.ChartAccount;
import io.stakebook.core.id.CustomerId;
import io.stakebook.core.id.EntryId;
import io.stakebook.core.id.PositionId;
import io.stakebook.core.id.ProductId;
import io.stakebook.core.id.RunId;
import io.stakebook.core.page.Limit;
import io.stakebook.core.page.Page;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads what was recorded. */
public interface Journal {

    Optional<RecordedEntry> find(EntryId id);

    /**
     * Newest first in the order of recording; the cursor is the place of an entry in that order. Nothing enters a list that
     * was begun: its first page waits for the batches at work, so that no entry appears later below its upper bound.
     *
     * <p>A page looks at no more than {@value Limit#MOST_LOOKED_AT} entries of those an index leads to. Where the other filters
     * let few of them through, it comes short, even empty, with a cursor that leads on.
     */
    Page<PlacedEntry, Long> list(Query query, Optional<Long> before, Limit limit);

    /** @param place total order of recording in the book, from 1 */
    record PlacedEntry(long place, RecordedEntry entry) {}

    /**
     * Which entries; null members do not restrict.
     *
     * @param businessDates days that finance counts the entries in
     * @param reservation resolutions of that reservation
     * @param reverses the reversal of that entry
     * @param reversedBy the entry that this one reverses
     * @param carriedFrom entries that belong to that month and were carried out of it
     * @param recorded times at which they entered the book
     * @param touching accounts that have a line in them
     */
    record Query(
            @Nullable CustomerId customer,
            @Nullable ProductId product,
            @Nullable PositionId position,
            @Nullable RunId run,
            @Nullable EntryKind kind,
            @Nullable Days businessDates,
            Phase.@Nullable Name phase,
            @Nullable EntryId reservation,
            @Nullable EntryId reverses,
            @Nullable EntryId reversedBy,
            @Nullable YearMonth carriedFrom,
            @Nullable Span recorded,
            @Nullable Touching touching) {

        public Query(
                @Nullable CustomerId customer,
                @Nullable ProductId product,
                @Nullable PositionId position,
                @Nullable RunId run,
                @Nullable EntryKind kind,
                @Nullable LocalDate businessDate) {
            this(
                    customer,
                    product,
                    position,
                    run,
                    kind,
                    businessDate == null ? null : new Days(businessDate, businessDate),
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null);
        }
    }

    /** Business dates, both included; null is open. */
    record Days(@Nullable LocalDate first, @Nullable LocalDate last) {}

    /** One account, or any under a code of the chart; null does not restrict. */
    record Touching(@Nullable AccountName account, @Nullable ChartAccount chart) {}

    /** UTC times, {@code from} included and {@code to} not; null is open. */
    record Span(@Nullable Instant from, @Nullable Instant to) {}
}
