package io.stakebook.core.reconciliation;

import io.stakebook.core.id.EntryId;
import io.stakebook.core.journal.FreeText;
import io.stakebook.core.posting.Books;
import io.stakebook.core.posting.Command;
import io.stakebook.core.posting.Needs;
import io.stakebook.core.posting.Plan;
import java.util.List;
import java.util.Optional;

/** Closes a break as it was previewed, or keeps the wish to when its size takes a second person. */
final class ResolveBreak implements Command<Break> {

    private final Break previewed;
    private final String previewHash;
    private final String note;
    private final String by;
    private final EntryId entry;
    private final OnePersonLimit limit;

    /**
     * @param previewed the break as it was read to prepare the command; only says which rows are needed
     * @param previewHash hash the caller was shown
     * @param by subject of the caller
     * @param entry identity for the correcting entry
     */
    ResolveBreak(Break previewed, String previewHash, String note, String by, EntryId entry, OnePersonLimit limit) {
        FreeText.require("note", note);
        this.previewed = previewed;
        this.previewHash = previewHash;
        this.note = note;
        this.by = by;
        this.entry = entry;
        this.limit = limit;
    }

    @Override
    public Needs needs() {
        return new Needs(Closing.accounts(previewed), Closing.records(previewed));
    }

    @Override
    public Plan<Break> decide(Books books) {
        Closing closing = Closing.of(books, previewed.id(), previewHash);
        if (!limit.takesTwo(closing.found())) {
            return closing.close(books, note, by, null, entry);
        }
        Break waiting = closing.found().proposed(new Proposal(note, by, books.recordedAt()));
        return new Plan.Accepted<>(waiting, List.of(), List.of(waiting), Optional.empty(), List.of());
    }
}
