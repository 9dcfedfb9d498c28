package io.stakebook.core.closing;

import io.stakebook.core.error.Conflict;
import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.id.ReopeningId;
import io.stakebook.core.journal.FreeText;
import io.stakebook.core.period.PeriodId;
import io.stakebook.core.period.PeriodState;
import io.stakebook.core.posting.Books;
import io.stakebook.core.posting.Command;
import io.stakebook.core.posting.Needs;
import io.stakebook.core.posting.Plan;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One finance person asks for the newest closed period to be reopened; nothing changes until another one approves. */
public record RequestReopening(ReopeningId id, PeriodId period, String by, String reason)
        implements Command<Reopening> {

    /** The reason will stand in an event, long after who wrote it could mend it. */
    public RequestReopening {
        FreeText.require("reason", reason);
    }

    @Override
    public Needs needs() {
        return new Needs(Set.of(), Set.of(PeriodBook.key(), Period.key(period)));
    }

    @Override
    public Plan<Reopening> decide(Books books) {
        Period current = requireClosed(books, period);
        // Refuses when it is not the newest closed period; what it would become does not matter yet.
        PeriodBook.current(books).reopen(period);
        Reopening wish = new Reopening(id, period, current.closes(), reason, by, books.recordedAt(), null, null, 1);
        return new Plan.Accepted<>(wish, List.of(), List.of(wish), Optional.empty(), List.of());
    }

    static Period requireClosed(Books books, PeriodId period) {
        Period current = Period.require(books, period);
        if (current.state() != PeriodState.CLOSED) {
            throw new Conflict(
                    ErrorCode.STATE_CONFLICT,
                    "period " + period + " is not closed, there is nothing to reopen",
                    Map.of("periodId", period.toString(), "state", "closing"));
        }
        return current;
    }
}
