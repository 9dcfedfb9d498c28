package io.stakebook.core.closing;

import io.stakebook.core.error.Conflict;
import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.error.Rejected;
import io.stakebook.core.id.OverrideId;
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

/**
 * A second finance officer accepts, with a reason, what the checklist shows open. It closes nothing; the close names it.
 *
 * @param checklist looked at before the command; what changes afterwards is not accepted
 */
public record OverrideChecklist(OverrideId id, PeriodId period, String by, String reason, Checklist checklist)
        implements Command<CloseOverride> {

    /** The reason stands in the event of the close. */
    public OverrideChecklist {
        FreeText.require("reason", reason);
    }

    @Override
    public Needs needs() {
        return new Needs(Set.of(), Set.of(Period.key(period)));
    }

    @Override
    public Plan<CloseOverride> decide(Books books) {
        Period current = Period.require(books, period);
        if (current.state() != PeriodState.CLOSING || current.sealed()) {
            throw new Conflict(
                    ErrorCode.STATE_CONFLICT,
                    "period " + period + " is sealed or closed; an override is given while it is closing",
                    Map.of("periodId", period.toString(), "state", "closed"));
        }
        if (current.closingBy().equals(by)) {
            throw new Rejected(
                    ErrorCode.SELF_APPROVAL,
                    "an override is given by another person than the one who began to close " + period);
        }
        if (checklist.ready()) {
            throw new Conflict(
                    ErrorCode.STATE_CONFLICT,
                    "the checklist of period " + period + " has no open item; close it without an override",
                    Map.of("periodId", period.toString(), "state", "closing"));
        }
        CloseOverride given =
                new CloseOverride(id, period, current.closes() + 1, reason, by, books.recordedAt(), checklist.lines());
        return new Plan.Accepted<>(given, List.of(), List.of(given), Optional.empty(), List.of());
    }
}
