package io.stakebook.core.reconciliation;

import io.stakebook.core.account.AccountName;
import io.stakebook.core.error.Conflict;
import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.error.NotFound;
import io.stakebook.core.id.BreakId;
import io.stakebook.core.id.EntryId;
import io.stakebook.core.journal.EntryContext;
import io.stakebook.core.journal.EntryDates;
import io.stakebook.core.journal.EntryKind;
import io.stakebook.core.journal.JournalEntry;
import io.stakebook.core.journal.Lateness;
import io.stakebook.core.journal.Posting;
import io.stakebook.core.posting.Books;
import io.stakebook.core.posting.Plan;
import io.stakebook.core.posting.RecordKey;
import io.stakebook.core.posting.Stored;
import io.stakebook.core.wire.WireName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The end of a break, whoever asks for it: posts exactly the previewed entry, or only keeps the note when its type is settled
 * without one. Refuses when anything the preview rested on has changed since.
 *
 * @param found the break under lock, open
 * @param preview the one the caller saw, shown again
 * @param day what was corrected of the day so far
 */
record Closing(Break found, Preview preview, RewardDay day) {

    /** Accounts the entry moves. */
    static Set<AccountName> accounts(Break previewed) {
        return Correction.postings(previewed).orElse(List.of()).stream()
                .map(Posting::account)
                .collect(Collectors.toSet());
    }

    static Set<RecordKey> records(Break previewed) {
        return new HashSet<>(Set.of(
                new RecordKey(Break.class, previewed.recordId()),
                new RecordKey(RewardDay.class, RewardDay.recordId(previewed.product(), previewed.day())),
                Fence.key(Fence.ofProduct(previewed.product()))));
    }

    static Break requireOpen(Books books, BreakId id) {
        Break found = books.find(Break.class, id.toString()).orElseThrow(() -> unknown(id));
        if (found.state() != BreakState.OPEN) {
            throw resolved(found);
        }
        return found;
    }

    /** @param previewHash hash the caller was shown */
    static Closing of(Books books, BreakId id, String previewHash) {
        Break found = requireOpen(books, id);
        RewardDay day = books.find(RewardDay.class, RewardDay.recordId(found.product(), found.day()))
                .orElseGet(() -> RewardDay.untouched(found.product(), found.day()));
        requireUncorrected(found, day);
        Preview preview = Preview.of(found, EntryDates.dayOf(books.recordedAt()));
        if (!preview.hash().equals(previewHash)) {
            throw new Conflict(
                    ErrorCode.STALE, "the preview of break " + found.id() + " is not the one given; preview again");
        }
        return new Closing(found, preview, day);
    }

    /** @throws Conflict {@code STALE} when the day was corrected after the break was found */
    static void requireUncorrected(Break found, RewardDay day) {
        if (found.type().correctable() && day.corrections() != found.expected().corrections()) {
            throw new Conflict(
                    ErrorCode.STALE,
                    "the accrual of " + found.product() + " on " + found.day() + " was corrected since break "
                            + found.id() + " was found; upload the statement of \"" + found.provider() + "\" again");
        }
    }

    /** @param entry identity for the correcting entry */
    Plan<Break> close(Books books, String note, String by, @Nullable String approvedBy, EntryId entry) {
        if (preview.postings().isEmpty()) {
            Break closed = found.resolved(
                    new Resolution(Resolution.Kind.EXPLAINED, note, by, approvedBy, books.recordedAt(), null));
            return new Plan.Accepted<>(
                    closed, List.of(), List.of(closed), Optional.empty(), List.of(BreakEvents.resolved(closed, books)));
        }
        JournalEntry correcting = new JournalEntry(
                entry,
                EntryKind.ACCRUAL_CORRECTION,
                books.recordedAt(),
                preview.businessDate(),
                EntryContext.house().withProduct(found.product()).withMemo(preview.memo()),
                preview.postings());
        Break closed = found.resolved(
                new Resolution(Resolution.Kind.CORRECTED, note, by, approvedBy, books.recordedAt(), entry));
        List<Stored> writes = new ArrayList<>();
        writes.add(closed);
        writes.add(day.plus(found.difference()));
        String fence = Fence.ofProduct(found.product());
        writes.add(books.find(Fence.class, fence).orElse(new Fence(fence, 0)).moved());
        return new Plan.Accepted<>(
                closed,
                List.of(correcting),
                Lateness.ADJUST_OR_CARRY,
                writes,
                List.of(),
                Optional.empty(),
                List.of(BreakEvents.resolved(closed, books)));
    }

    static Conflict resolved(Break found) {
        return new Conflict(
                ErrorCode.STATE_CONFLICT,
                "break " + found.id() + " is already resolved",
                Map.of("state", WireName.of(found.state())));
    }

    static NotFound unknown(BreakId id) {
        return new NotFound(ErrorCode.RESOURCE_UNKNOWN, "there is no break " + id);
    }
}
