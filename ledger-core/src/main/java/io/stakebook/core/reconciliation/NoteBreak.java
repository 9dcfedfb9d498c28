package io.stakebook.core.reconciliation;

import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.error.Rejected;
import io.stakebook.core.id.BreakId;
import io.stakebook.core.journal.FreeText;
import io.stakebook.core.posting.Books;
import io.stakebook.core.posting.Command;
import io.stakebook.core.posting.Needs;
import io.stakebook.core.posting.Plan;
import io.stakebook.core.posting.RecordKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Keeps a note of an open break, and hands the break over when it names an owner. */
public record NoteBreak(BreakId id, String text, Optional<String> owner, String by) implements Command<Break> {

    private static final int LONGEST_SUBJECT = 255;

    public NoteBreak {
        FreeText.require("note", text);
        owner.ifPresent(NoteBreak::requireSubject);
    }

    private static void requireSubject(String owner) {
        if (owner.isBlank() || owner.codePointCount(0, owner.length()) > LONGEST_SUBJECT) {
            throw new Rejected(
                    ErrorCode.FIELD_INVALID,
                    "field \"owner\" is the subject of a person, 1 to " + LONGEST_SUBJECT
                            + " characters that are not all blank; this has " + owner.codePointCount(0, owner.length()),
                    Map.of("field", "owner"));
        }
        FreeText.requireSeen("owner", owner);
    }

    @Override
    public Needs needs() {
        return new Needs(Set.of(), Set.of(new RecordKey(Break.class, id.toString())));
    }

    @Override
    public Plan<Break> decide(Books books) {
        Break found = Closing.requireOpen(books, id);
        Break noted = found.noted(owner.orElse(found.owner()));
        BreakNote note = new BreakNote(id, noted.notes(), text, owner.orElse(null), by, books.recordedAt());
        return new Plan.Accepted<>(noted, List.of(), List.of(noted, note), Optional.empty(), List.of());
    }
}
