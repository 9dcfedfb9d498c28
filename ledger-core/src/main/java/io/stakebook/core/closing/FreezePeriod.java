package io.stakebook.core.closing;

import io.stakebook.core.error.Conflict;
import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.period.PeriodId;
import io.stakebook.core.period.PeriodState;
import io.stakebook.core.posting.Books;
import io.stakebook.core.posting.Command;
import io.stakebook.core.posting.Needs;
import io.stakebook.core.posting.Notice;
import io.stakebook.core.posting.Plan;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The second half of a close: keeps the trial balance and tells the control totals.
 *
 * @param number which close of the period this is; when the period moved on meanwhile, nothing happens
 * @param frozen read after every batch ended that had begun before the period was sealed
 */
record FreezePeriod(PeriodId period, long number, FrozenTrialBalance frozen) implements Command<PeriodClose> {

    @Override
    public Needs needs() {
        return new Needs(Set.of(), Set.of(PeriodBook.key(), Period.key(period)));
    }

    /** A step of the closer, which asks again under the same key. */
    @Override
    public boolean keepsRefusal() {
        return false;
    }

    @Override
    public Plan<PeriodClose> decide(Books books) {
        Period current = Period.require(books, period);
        if (!current.sealed() || current.state() != PeriodState.CLOSING || current.closes() + 1 != number) {
            throw new Conflict(
                    ErrorCode.STATE_CONFLICT,
                    "period " + period + " is not sealed for its close number " + number + " any more");
        }
        Period closed = current.closed();
        PeriodClose close = new PeriodClose(
                period,
                number,
                Objects.requireNonNull(current.sealedAtOrNull()),
                Objects.requireNonNull(current.sealedByOrNull()),
                books.recordedAt(),
                frozen,
                frozen.hash());
        return new Plan.Accepted<>(close, List.of(), List.of(closed, close), Optional.empty(), List.of(notice(close)));
    }

    private static Notice notice(PeriodClose close) {
        FrozenTrialBalance frozen = close.frozen();
        List<Map<String, String>> totals = frozen.totals().stream()
                .map(total -> Map.of(
                        "asset",
                        total.asset().value(),
                        "debits",
                        total.debits().toString(),
                        "credits",
                        total.credits().toString()))
                .toList();
        return new Notice(
                "io.stakebook.period.closed.v1",
                "house",
                close.period().toString(),
                Map.of(
                        "period_id", close.period().toString(),
                        "close_number", close.number(),
                        "through", frozen.through().toString(),
                        "entries", frozen.entries(),
                        "totals", totals,
                        "trial_balance_hash", close.hash(),
                        "closed_by", close.closedBy()));
    }
}
