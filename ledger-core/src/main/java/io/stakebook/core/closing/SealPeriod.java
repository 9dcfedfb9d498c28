package io.stakebook.core.closing;

import io.stakebook.core.error.Conflict;
import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.error.Rejected;
import io.stakebook.core.id.OverrideId;
import io.stakebook.core.period.PeriodId;
import io.stakebook.core.period.PeriodState;
import io.stakebook.core.posting.Books;
import io.stakebook.core.posting.Command;
import io.stakebook.core.posting.Needs;
import io.stakebook.core.posting.Plan;
import io.stakebook.core.posting.RecordKey;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The first half of a close: from now on no batch that begins lets anything into the period. Asking again changes
 * nothing. {@link PeriodCloser} does the rest.
 *
 * @param checklist looked at just before the command
 * @param overrideOrNull a second officer's yes to the open items, where there are any
 */
public record SealPeriod(
        PeriodId period,
        String by,
        Checklist checklist,
        @Nullable OverrideId overrideOrNull) implements Command<Period> {

    @Override
    public Needs needs() {
        Set<RecordKey> records =
                new HashSet<>(List.of(PeriodBook.key(), Period.key(period), Period.key(period.previous())));
        if (overrideOrNull != null) {
            records.add(CloseOverride.key(overrideOrNull));
        }
        return new Needs(Set.of(), records);
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
        Period sealed = current.sealed(books.recordedAt(), by, override(books, current.closes() + 1));
        return new Plan.Accepted<>(sealed, List.of(), List.of(sealed, after), Optional.empty(), List.of());
    }

    /** The override that was used; null when nothing is open. */
    private @Nullable OverrideId override(Books books, long number) {
        List<String> accepted = List.of();
        if (overrideOrNull != null) {
            CloseOverride override = CloseOverride.require(books, overrideOrNull, period);
            if (override.closeNumber() != number) {
                throw new Conflict(
                        ErrorCode.STATE_CONFLICT,
                        "override " + overrideOrNull + " was given for close " + override.closeNumber() + " of "
                                + period + ", this is close " + number,
                        Map.of("periodId", period.toString(), "state", "closing"));
            }
            if (override.by().equals(by)) {
                throw new Rejected(
                        ErrorCode.SELF_APPROVAL,
                        "a period is closed by another person than the one who gave the override");
            }
            accepted = override.accepted();
        }
        Set<String> known = new HashSet<>(accepted);
        List<OpenItem> open = checklist.items().stream()
                .filter(item -> !known.contains(item.canonical()))
                .toList();
        if (!open.isEmpty()) {
            throw checklist.notReady(open);
        }
        return checklist.ready() ? null : overrideOrNull;
    }
}
