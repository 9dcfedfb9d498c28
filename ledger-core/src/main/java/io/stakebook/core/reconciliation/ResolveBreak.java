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
import io.stakebook.core.posting.Command;
import io.stakebook.core.posting.Needs;
import io.stakebook.core.posting.Notice;
import io.stakebook.core.posting.Plan;
import io.stakebook.core.posting.RecordKey;
import io.stakebook.core.posting.Stored;
import io.stakebook.core.wire.WireName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Closes a break: posts exactly the previewed entry, or only keeps the note when its type is settled without one. Refuses
 * when anything the preview rested on has changed since.
 */
final class ResolveBreak implements Command<Break> {

    private final Break previewed;
    private final String previewHash;
    private final String note;
    private final String by;
    private final EntryId entry;

    /**
     * @param previewed the break as it was read to prepare the command; only says which rows are needed
     * @param previewHash hash the caller was shown
     * @param by subject of the caller
     * @param entry identity for the correcting entry
     */
    ResolveBreak(Break previewed, String previewHash, String note, String by, EntryId entry) {
        Resolution.requireNote(note);
        this.previewed = previewed;
        this.previewHash = previewHash;
        this.note = note;
        this.by = by;
        this.entry = entry;
    }

    @Override
    public Needs needs() {
        Set<AccountName> accounts = Correction.postings(previewed).orElse(List.of()).stream()
                .map(Posting::account)
                .collect(Collectors.toSet());
        return new Needs(
                accounts,
                Set.of(
                        new RecordKey(Break.class, previewed.recordId()),
                        new RecordKey(RewardDay.class, RewardDay.recordId(previewed.product(), previewed.day())),
                        Fence.key(Fence.ofProduct(previewed.product()))));
    }

    @Override
    public Plan<Break> decide(Books books) {
        Break found = books.find(Break.class, previewed.recordId()).orElseThrow(() -> unknown(previewed.id()));
        if (found.state() != BreakState.OPEN) {
            throw new Conflict(
                    ErrorCode.STATE_CONFLICT,
                    "break " + found.id() + " is already resolved",
                    Map.of("state", WireName.of(found.state())));
        }
        RewardDay day = books.find(RewardDay.class, RewardDay.recordId(found.product(), found.day()))
                .orElseGet(() -> RewardDay.untouched(found.product(), found.day()));
        if (found.type().correctable() && day.corrections() != found.expected().corrections()) {
            throw new Conflict(
                    ErrorCode.STALE,
                    "the accrual of " + found.product() + " on " + found.day()
                            + " was corrected meanwhile; look again");
        }
        Preview preview = Preview.of(found, EntryDates.dayOf(books.recordedAt()));
        if (!preview.hash().equals(previewHash)) {
            throw new Conflict(
                    ErrorCode.STALE,
                    "the preview of break " + found.id() + " is not the one given; preview again",
                    Map.of("previewHash", preview.hash()));
        }
        return preview.postings().isEmpty() ? explain(found, books) : correct(found, preview, day, books);
    }

    private Plan<Break> explain(Break found, Books books) {
        Break closed = found.resolved(new Resolution(Resolution.Kind.EXPLAINED, note, by, books.recordedAt(), null));
        return new Plan.Accepted<>(closed, List.of(), List.of(closed), Optional.empty(), List.of(told(closed)));
    }

    private Plan<Break> correct(Break found, Preview preview, RewardDay day, Books books) {
        JournalEntry correcting = new JournalEntry(
                entry,
                EntryKind.ACCRUAL_CORRECTION,
                books.recordedAt(),
                preview.businessDate(),
                EntryContext.house().withProduct(found.product()).withMemo(preview.memo()),
                preview.postings());
        Break closed = found.resolved(new Resolution(Resolution.Kind.CORRECTED, note, by, books.recordedAt(), entry));
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
                List.of(told(closed)));
    }

    private static Notice told(Break closed) {
        Map<String, Object> data = new HashMap<>();
        data.put("break_id", closed.id().toString());
        data.put("statement_id", closed.statement().toString());
        data.put("break_type", WireName.of(closed.type()));
        data.put("product_id", closed.product().value());
        data.put("business_date", closed.day().toString());
        data.put("asset", closed.asset().value());
        data.put("difference", closed.difference().toString());
        closed.resolution().ifPresent(resolution -> {
            data.put("resolution", WireName.of(resolution.kind()));
            resolution.entry().ifPresent(posted -> data.put("entry_id", posted.toString()));
        });
        return new Notice(
                "io.stakebook.reconciliation.break.resolved.v1",
                "house",
                closed.id().toString(),
                data);
    }

    static NotFound unknown(BreakId id) {
        return new NotFound(ErrorCode.RESOURCE_UNKNOWN, "there is no break " + id);
    }
}
