package io.stakebook.core.closing;

import io.stakebook.core.error.Conflict;
import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.id.OverrideId;
import io.stakebook.core.period.PeriodId;
import io.stakebook.core.period.PeriodState;
import io.stakebook.core.posting.Books;
import io.stakebook.core.posting.Command;
import io.stakebook.core.posting.Needs;
import io.stakebook.core.posting.Notice;
import io.stakebook.core.posting.Plan;
import io.stakebook.core.posting.RecordKey;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The second half of a close: keeps the trial balance and tells the control totals.
 *
 * @param number which close of the period this is; when the period moved on meanwhile, nothing happens
 * @param overrideOrNull the one the period was sealed under
 * @param frozen read after every batch ended that had begun before the period was sealed
 */
record FreezePeriod(
        PeriodId period,
        long number,
        FrozenTrialBalance frozen,
        @Nullable OverrideId overrideOrNull) implements Command<PeriodClose> {

    @Override
    public Needs needs() {
        Set<RecordKey> records = new HashSet<>(List.of(PeriodBook.key(), Period.key(period)));
        if (overrideOrNull != null) {
            records.add(CloseOverride.key(overrideOrNull));
        }
        return new Needs(Set.of(), records);
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
        if (!Objects.equals(current.overrideOrNull(), overrideOrNull)) {
            throw new Conflict(
                    ErrorCode.STATE_CONFLICT, "period " + period + " was sealed anew, under another override");
        }
        Period closed = current.closed();
        PeriodClose close = new PeriodClose(
                period,
                number,
                Objects.requireNonNull(current.sealedAtOrNull()),
                Objects.requireNonNull(current.sealedByOrNull()),
                overrideOrNull,
                books.recordedAt(),
                frozen,
                frozen.hash());
        return new Plan.Accepted<>(
                close, List.of(), List.of(closed, close), Optional.empty(), List.of(notice(close, override(books))));
    }

    private @Nullable CloseOverride override(Books books) {
        return overrideOrNull == null ? null : CloseOverride.require(books, overrideOrNull, period);
    }

    private static Notice notice(PeriodClose close, @Nullable CloseOverride override) {
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
        Map<String, Object> data = new HashMap<>();
        data.put("period_id", close.period().toString());
        data.put("close_number", close.number());
        data.put("through", frozen.through().toString());
        data.put("entries", frozen.entries());
        data.put("totals", totals);
        data.put("trial_balance_hash", close.hash());
        data.put("closed_by", close.closedBy());
        if (override != null) {
            data.put("override_id", override.id().toString());
            data.put("override_by", override.by());
            data.put("override_reason", override.reason());
            data.put("open_items", (long) override.accepted().size());
        }
        return new Notice(
                "io.stakebook.period.closed.v1", "house", close.period().toString(), data);
    }
}
