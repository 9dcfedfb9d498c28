package io.stakebook.core.regions;

import io.stakebook.policy.change.Approval;
import io.stakebook.policy.change.ChangeRequest;
import io.stakebook.policy.change.ChangeState;
import io.stakebook.policy.region.RegionStates;
import io.stakebook.policy.region.RegionToggle;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What was in force at a version. A change makes the version after the one it was written on; each version that none made so is
 * a ratification, which come in the order of their approvals.
 */
public final class RegionHistory {

    private RegionHistory() {}

    /**
     * @param version 0 or more, at most the one in force
     * @param made every change that was ever law and was written on an earlier version
     */
    public static RegionBook at(long version, List<PolicyChange> made) {
        Map<Long, PolicyChange> byBase = new HashMap<>();
        made.forEach(change -> byBase.put(change.request().baseVersion(), change));
        Deque<PolicyChange> ratified = new ArrayDeque<>(made.stream()
                .filter(change -> isRatified(change.request()))
                .sorted(Comparator.comparing(RegionHistory::lastApproval))
                .toList());
        RegionBook book = RegionBook.EMPTY;
        for (long base = 0; base < version; base++) {
            book = next(book, byBase.get(base), ratified);
        }
        return book;
    }

    private static RegionBook next(
            RegionBook before, @Nullable PolicyChange changeOrNull, Deque<PolicyChange> ratified) {
        if (changeOrNull == null) {
            PolicyChange kept = ratified.remove();
            RegionStates states = kept.request().ratified(before.states());
            return new RegionBook(states, kept.id(), lastApproval(kept));
        }
        ChangeRequest request = changeOrNull.request();
        Optional<Instant> alone = request.proposed().provisionalOf(request.id()).map(RegionToggle::effectiveFrom);
        return new RegionBook(
                request.activated(), changeOrNull.id(), alone.orElseGet(() -> lastApproval(changeOrNull)));
    }

    private static boolean isRatified(ChangeRequest request) {
        return request.state() != ChangeState.EXPIRED
                && request.expiresAt().isEmpty()
                && request.proposed().provisionalOf(request.id()).isPresent();
    }

    private static Instant lastApproval(PolicyChange change) {
        return change.request().approvals().stream()
                .map(Approval::at)
                .max(Instant::compareTo)
                .orElse(change.proposedAt());
    }
}
