package io.stakebook.core.generaljournal;

import io.stakebook.core.account.AccountName;
import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.error.NotFound;
import io.stakebook.core.error.Rejected;
import io.stakebook.core.id.EntryId;
import io.stakebook.core.journal.EntryContext;
import io.stakebook.core.journal.EntryDates;
import io.stakebook.core.journal.EntryKind;
import io.stakebook.core.journal.FreeText;
import io.stakebook.core.journal.JournalEntry;
import io.stakebook.core.journal.Lateness;
import io.stakebook.core.journal.Posting;
import io.stakebook.core.posting.Books;
import io.stakebook.core.posting.Command;
import io.stakebook.core.posting.Needs;
import io.stakebook.core.posting.Plan;
import io.stakebook.core.posting.Trial;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Undoes an entry by its opposite, at a date of its own: the same postings in the same order with the sides swapped. Floors
 * and limits apply. An entry is reversed at most once, whoever asks.
 *
 * <p>Refused with {@code ENTRY_UNKNOWN}, {@code ENTRY_REVERSED}, {@code ENTRY_NOT_REVERSIBLE}, {@code PERIOD_CLOSED},
 * {@code INSUFFICIENT_BALANCE}, {@code BALANCE_LIMIT_EXCEEDED}, {@code EFFECTIVE_IN_FUTURE} or {@code FIELD_INVALID}.
 *
 * @param accounts of the entry, as read before
 * @param entry id of the reversal
 * @param effectiveAt not before the original's; null for the time of recording, or the original's when a caller's clock ran
 *     ahead of ours
 * @param businessDate not before the original's; null for the UTC day of the effective time; never carried
 * @param late {@code REFUSE}, or {@code ADJUST} to enter a period that is closing
 */
public record ReverseEntry(
        EntryId original,
        Set<AccountName> accounts,
        EntryId entry,
        @Nullable Instant effectiveAt,
        @Nullable LocalDate businessDate,
        Lateness late,
        @Nullable String memo)
        implements Command<ReverseEntry.Reversed> {

    public ReverseEntry {
        accounts = Set.copyOf(accounts);
        if (late != Lateness.REFUSE && late != Lateness.ADJUST) {
            throw new Rejected(
                    ErrorCode.FIELD_INVALID,
                    "a reversal is refused or adjusts a period that is closing; it is never carried",
                    Map.of("field", "ifPeriodClosed"));
        }
        if (memo != null) {
            FreeText.require("memo", memo);
        }
    }

    /** Reverses an entry that was read before, now. */
    public static ReverseEntry of(JournalEntry seen, EntryId entry, @Nullable String memo) {
        return of(seen, entry, null, null, memo);
    }

    /**
     * Reverses an entry that was read before.
     *
     * @throws Rejected {@code FIELD_INVALID} for a date before the entry's own; an entry never changes, so that can be told
     *     before anything is asked of the book
     */
    public static ReverseEntry of(
            JournalEntry seen,
            EntryId entry,
            @Nullable Instant effectiveAt,
            @Nullable LocalDate businessDate,
            @Nullable String memo) {
        requireNotBefore(
                seen,
                effectiveAt,
                businessDate == null && effectiveAt != null ? EntryDates.dayOf(effectiveAt) : businessDate);
        Set<AccountName> accounts = new HashSet<>();
        seen.postings().forEach(posting -> accounts.add(posting.account()));
        return new ReverseEntry(seen.id(), accounts, entry, effectiveAt, businessDate, Lateness.REFUSE, memo);
    }

    /** The same with another word on what becomes of it when its business date takes no more. */
    public ReverseEntry ifClosed(Lateness other) {
        return new ReverseEntry(original, accounts, entry, effectiveAt, businessDate, other, memo);
    }

    /** @param lines the reversal's postings with the account after each */
    public record Reversed(JournalEntry reversal, List<Trial.Line> lines) {
        public Reversed {
            lines = List.copyOf(lines);
        }
    }

    @Override
    public Needs needs() {
        return new Needs(accounts, Set.of(ReversibleEntry.key(original)));
    }

    private EntryDates dates(JournalEntry reversed, Instant now) {
        Instant at = effectiveAt == null ? later(now, reversed.effectiveAt()) : effectiveAt;
        EntryDates dates = EntryDates.of(at, businessDate, now);
        boolean asked = effectiveAt != null || businessDate != null;
        if (!asked && dates.businessDate().isBefore(reversed.businessDate())) {
            return new EntryDates(dates.effectiveAt(), reversed.businessDate());
        }
        requireNotBefore(reversed, dates.effectiveAt(), dates.businessDate());
        return dates;
    }

    private static void requireNotBefore(JournalEntry reversed, @Nullable Instant at, @Nullable LocalDate day) {
        if (at != null && at.truncatedTo(ChronoUnit.MICROS).isBefore(reversed.effectiveAt())) {
            throw tooEarly(reversed.id(), "effectiveAt", "be effective at ", at, reversed.effectiveAt());
        }
        if (day != null && day.isBefore(reversed.businessDate())) {
            throw tooEarly(reversed.id(), "businessDate", "count on ", day, reversed.businessDate());
        }
    }

    private static Instant later(Instant one, Instant other) {
        return one.isBefore(other) ? other : one;
    }

    private static Rejected tooEarly(EntryId original, String field, String what, Object asked, Object earliest) {
        return new Rejected(
                ErrorCode.FIELD_INVALID,
                "a reversal cannot " + what + asked + ", before entry " + original + ", which it reverses: " + earliest,
                Map.of("field", field, "earliest", earliest.toString()));
    }

    @Override
    public Plan<Reversed> decide(Books books) {
        ReversibleEntry found = books.find(ReversibleEntry.class, original.toString())
                .orElseThrow(() -> new NotFound(
                        ErrorCode.ENTRY_UNKNOWN,
                        "there is no entry " + original,
                        Map.of("entryId", original.toString())));
        found.requireReversible();
        EntryDates dates = dates(found.entry(), books.recordedAt());
        List<Posting> swapped = found.entry().postings().stream()
                .map(posting -> new Posting(posting.account(), posting.side().opposite(), posting.amount()))
                .toList();
        EntryContext about = EntryContext.touching(swapped).withReverses(original);
        Trial trial = books.trial();
        JournalEntry reversal = trial.post(
                new JournalEntry(
                        entry,
                        EntryKind.REVERSAL,
                        dates.effectiveAt(),
                        dates.businessDate(),
                        memo == null ? about : about.withMemo(memo),
                        swapped),
                late);
        return new Plan.Accepted<>(
                new Reversed(reversal, trial.lines()),
                List.of(reversal),
                late,
                List.of(found.reversedBy(entry)),
                List.of(),
                Optional.empty(),
                List.of());
    }
}
