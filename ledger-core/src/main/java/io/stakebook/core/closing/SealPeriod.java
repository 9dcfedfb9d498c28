package io.stakebook.core.closing;

import io.stakebook.core.error.Conflict;
import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.period.PeriodId;
import io.stakebook.core.period.PeriodState;
import io.stakebook.core.posting.Books;
import io.stakebook.core.posting.Command;
import io.stakebook.core.posting.Needs;
import io.stakebook.core.posting.Plan;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The first half of a close: from now on no batch that begins lets anything into the period. Asking again changes
 * nothing. {@link PeriodCloser} does the rest.
 */
public record SealPeriod(PeriodId period, String by) implements Command<Period> {

    @Override
    public Needs needs() {
        return new Needs(
                Set.of(), new HashSet<>(List.of(PeriodBook.key(), Period.key(period), Period.key(period.previous()))));
    }

    @Override
    public Plan<Period> decide(Books books) {
        Period current = Period.require(books, period);
        if (current.sealed()) {
            return new Plan.Accepted<>(current, List.of(), List.of(), Optional.empty(), List.of());
        }
        PeriodBook after = PeriodBook.current(books).seal(period);
        boolean previousUnfinished = Period.find(books, period.previous())
                .filter(previous -> previous.state() != PeriodState.CLOSED)
                .isPresent();
        if (previousUnfinished) {
            throw new Conflict(
                    ErrorCode.STATE_CONFLICT, "the close of " + period.previous() + " is still at work; ask again");
        }
        Period sealed = current.sealed(books.recordedAt(), by);
        return new Plan.Accepted<>(sealed, List.of(), List.of(sealed, after), Optional.empty(), List.of());
    }
}
