package io.stakebook.core.regions;

import io.stakebook.core.error.Conflict;
import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.id.ChangeId;
import io.stakebook.core.posting.Books;
import io.stakebook.core.posting.Needs;
import io.stakebook.core.posting.Notice;
import io.stakebook.core.posting.Plan;
import io.stakebook.core.posting.RecordKey;
import io.stakebook.core.posting.Stored;
import io.stakebook.policy.change.ChangeRequest;
import io.stakebook.policy.change.ChangeState;
import io.stakebook.policy.region.RegionStates;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Makes states law in one transaction with what that means for the changes that stood until then. */
final class Activation {

    private Activation() {}

    /** The rows of an activation: the states, the change and those that stood when the command was prepared. */
    static Needs needs(ChangeId change, Set<ChangeId> standing) {
        Set<RecordKey> records = new HashSet<>(Set.of(RegionBook.key(), PolicyChange.key(change)));
        standing.forEach(id -> records.add(PolicyChange.key(id)));
        return new Needs(Set.of(), records);
    }

    /** @throws Conflict {@code STALE} when other changes stand than the command was prepared for */
    static void requireSeen(RegionBook book, Set<ChangeId> standing) {
        if (!book.standing().equals(standing)) {
            throw new Conflict(
                    ErrorCode.STALE,
                    "other changes of the region states stand by now: " + book.standing() + ", not " + standing);
        }
    }

    /**
     * @param done the change that becomes active, as it is written
     * @param states what it makes law
     */
    static Plan<PolicyChange> plan(
            Books books, PolicyChange done, RegionStates states, Set<ChangeId> standing, RegionNotices.Step step) {
        RegionBook before = RegionBook.current(books);
        requireSeen(before, standing);
        Instant now = books.recordedAt();
        RegionBook after = new RegionBook(states, done.id(), now);
        List<Stored> writes = new ArrayList<>(List.of(done, after));
        List<Notice> notices = new ArrayList<>();
        for (ChangeId id : before.standing()) {
            if (!id.equals(done.id())) {
                give(PolicyChange.require(books, id), before, after, now, writes, notices);
            }
        }
        notices.add(RegionNotices.changed(step, done, before, after));
        return new Plan.Accepted<>(done, List.of(), writes, Optional.empty(), notices);
    }

    /** A tightening that waits for ratification goes on waiting where the new states carry it along. */
    private static void give(
            PolicyChange stood,
            RegionBook before,
            RegionBook after,
            Instant now,
            List<Stored> writes,
            List<Notice> notices) {
        ChangeRequest request = stood.request();
        boolean waits = request.expiresAt().isPresent()
                && after.states().provisionalOf(request.id()).isPresent();
        if (request.state() != ChangeState.ACTIVE || waits) {
            return;
        }
        if (request.expired(now)) {
            PolicyChange lapsed = stood.with(ChangeRefusals.take(() -> request.lapse(now)), now);
            writes.add(lapsed);
            notices.add(RegionNotices.lapsed(lapsed, before));
        } else {
            writes.add(stood.with(ChangeRefusals.take(request::supersede), now));
        }
    }
}
