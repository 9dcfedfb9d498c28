package io.stakebook.core.closing;

import io.stakebook.core.error.Conflict;
import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.error.Rejected;
import io.stakebook.core.id.ReopeningId;
import io.stakebook.core.period.PeriodId;
import io.stakebook.core.posting.Books;
import io.stakebook.core.posting.Command;
import io.stakebook.core.posting.Needs;
import io.stakebook.core.posting.Notice;
import io.stakebook.core.posting.Plan;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The second person's yes: the period takes adjustments again, as while it was closing. The close it undoes stays in the
 * history; closing again makes the next one.
 */
public record ApproveReopening(ReopeningId id, PeriodId period, String by) implements Command<Reopening> {

    @Override
    public Needs needs() {
        return new Needs(Set.of(), Set.of(PeriodBook.key(), Period.key(period), Reopening.key(id)));
    }

    @Override
    public Plan<Reopening> decide(Books books) {
        Reopening wish = Reopening.require(books, id, period);
        if (wish.requestedBy().equals(by)) {
            throw new Rejected(
                    ErrorCode.SELF_APPROVAL, "a reopening is approved by another person than the one who asked for it");
        }
        if (wish.approved()) {
            throw new Rejected(ErrorCode.ALREADY_APPROVED, "reopening " + id + " was approved before");
        }
        Period current = RequestReopening.requireClosed(books, period);
        if (current.closes() != wish.closeNumber()) {
            throw new Conflict(
                    ErrorCode.STATE_CONFLICT,
                    "period " + period + " was closed again since; reopening " + id + " was about close "
                            + wish.closeNumber() + ", the newest is " + current.closes());
        }
        Instant now = books.recordedAt();
        PeriodBook after = PeriodBook.current(books).reopen(period);
        Reopening approved = wish.approved(by, now);
        return new Plan.Accepted<>(
                approved,
                List.of(),
                List.of(approved, current.reopened(now, by), after),
                Optional.empty(),
                List.of(notice(approved)));
    }

    private Notice notice(Reopening approved) {
        return new Notice(
                "io.stakebook.period.reopened.v1",
                "house",
                period.toString(),
                Map.of(
                        "period_id", period.toString(),
                        "close_number", approved.closeNumber(),
                        "reopening_id", id.toString(),
                        "reason", approved.reason(),
                        "requested_by", approved.requestedBy(),
                        "approved_by", by));
    }
}
