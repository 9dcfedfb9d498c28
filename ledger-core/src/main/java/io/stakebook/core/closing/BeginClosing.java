package io.stakebook.core.closing;

import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.error.Rejected;
import io.stakebook.core.period.PeriodId;
import io.stakebook.core.posting.Books;
import io.stakebook.core.posting.Command;
import io.stakebook.core.posting.Needs;
import io.stakebook.core.posting.Notice;
import io.stakebook.core.posting.Plan;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * From now on a period takes adjustments and accruals only. Asking again changes nothing. The first one may be any month
 * that is over; what lies before it counts as part of it.
 */
public record BeginClosing(PeriodId period, String by) implements Command<Period> {

    @Override
    public Needs needs() {
        return new Needs(Set.of(), Set.of(PeriodBook.key(), Period.key(period)));
    }

    @Override
    public Plan<Period> decide(Books books) {
        Optional<Period> begun = Period.find(books, period);
        if (begun.isPresent()) {
            return new Plan.Accepted<>(begun.get(), List.of(), List.of(), Optional.empty(), List.of());
        }
        requireOver(books);
        PeriodBook after = PeriodBook.current(books).begin(period);
        Period closing = Period.begun(period, books.recordedAt(), by);
        Notice notice = new Notice(
                "io.stakebook.period.closing.v1",
                "house",
                period.toString(),
                Map.of("period_id", period.toString(), "by", by));
        return new Plan.Accepted<>(closing, List.of(), List.of(closing, after), Optional.empty(), List.of(notice));
    }

    private void requireOver(Books books) {
        if (books.recordedAt().isBefore(period.end())) {
            throw new Rejected(
                    ErrorCode.PERIOD_NOT_OVER,
                    "period " + period + " ends at " + period.end() + ", it is " + books.recordedAt(),
                    Map.of("endsAt", period.end().toString()));
        }
    }
}
