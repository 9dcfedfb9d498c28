package io.stakebook.core.regions;

import io.stakebook.core.error.Conflict;
import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.id.ChangeId;
import io.stakebook.core.posting.Books;
import io.stakebook.core.posting.Command;
import io.stakebook.core.posting.Needs;
import io.stakebook.core.posting.Plan;
import io.stakebook.policy.change.ChangeState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Writes down, and tells, that a tightening fell away unratified. The law does not wait for it: what stood before stands again
 * from the end on. A change that was ratified or replaced meanwhile is left as it is.
 */
public record LapseRegionChange(ChangeId change) implements Command<PolicyChange> {

    @Override
    public Needs needs() {
        return new Needs(Set.of(), Set.of(RegionBook.key(), PolicyChange.key(change)));
    }

    /** A step of the sweep, which asks again under the same key. */
    @Override
    public boolean keepsRefusal() {
        return false;
    }

    /** @throws Conflict {@code STALE} when its time is not over by the engine's clock; ask again later */
    @Override
    public Plan<PolicyChange> decide(Books books) {
        PolicyChange current = PolicyChange.require(books, change);
        Optional<Instant> end = current.request().expiresAt();
        if (current.request().state() != ChangeState.ACTIVE || end.isEmpty()) {
            return new Plan.Accepted<>(current, List.of(), List.of(), Optional.empty(), List.of());
        }
        Instant now = books.recordedAt();
        if (!current.request().expired(now)) {
            throw new Conflict(
                    ErrorCode.STALE, "change request " + change + " stands until " + end.get() + ", it is " + now);
        }
        PolicyChange lapsed =
                current.with(ChangeRefusals.take(() -> current.request().lapse(now)), now);
        return new Plan.Accepted<>(
                lapsed,
                List.of(),
                List.of(lapsed),
                Optional.empty(),
                List.of(RegionNotices.lapsed(lapsed, RegionBook.current(books))));
    }
}
