package io.stakebook.core.reconciliation;

import io.stakebook.core.error.Conflict;
import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.error.Rejected;
import io.stakebook.core.id.EntryId;
import io.stakebook.core.posting.Books;
import io.stakebook.core.posting.Command;
import io.stakebook.core.posting.Needs;
import io.stakebook.core.posting.Plan;
import io.stakebook.core.posting.RecordKey;
import io.stakebook.core.wire.WireName;
import java.util.Map;
import java.util.Set;

/**
 * The second person's yes: closes the break with the note that waits. He says with its hash which preview he saw, and has
 * neither asked for the resolution nor brought the statement.
 */
final class ApproveResolution implements Command<Break> {

    private final Break previewed;
    private final String previewHash;
    private final String by;
    private final EntryId entry;

    /**
     * @param previewed the break as it was read to prepare the command; only says which rows are needed
     * @param entry identity for the correcting entry
     */
    ApproveResolution(Break previewed, String previewHash, String by, EntryId entry) {
        this.previewed = previewed;
        this.previewHash = previewHash;
        this.by = by;
        this.entry = entry;
    }

    @Override
    public Needs needs() {
        Set<RecordKey> records = Closing.records(previewed);
        records.add(statement(previewed));
        return new Needs(Closing.accounts(previewed), records);
    }

    private static RecordKey statement(Break found) {
        return new RecordKey(Statement.class, found.statement().toString());
    }

    @Override
    public Plan<Break> decide(Books books) {
        Break found = Closing.requireOpen(books, previewed.id());
        Proposal wish = found.waiting()
                .orElseThrow(() -> new Conflict(
                        ErrorCode.STATE_CONFLICT,
                        "no resolution of break " + found.id() + " waits for approval",
                        Map.of("state", WireName.of(found.state()))));
        if (wish.by().equals(by)) {
            throw new Rejected(
                    ErrorCode.SELF_APPROVAL,
                    "the resolution of break " + found.id() + " is approved by another person than " + by
                            + ", who asked for it");
        }
        Statement statement = books.find(Statement.class, found.statement().toString())
                .orElseThrow(() -> new IllegalStateException("break " + found.id() + " has no statement"));
        if (statement.receivedBy().equals(by)) {
            throw new Rejected(
                    ErrorCode.SELF_APPROVAL,
                    "the resolution of break " + found.id() + " is approved by another person than " + by
                            + ", who brought the statement");
        }
        return Closing.of(books, found.id(), previewHash).close(books, wish.note(), wish.by(), by, entry);
    }
}
