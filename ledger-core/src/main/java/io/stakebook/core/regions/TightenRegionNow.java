package io.stakebook.core.regions;

import io.stakebook.core.error.Conflict;
import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.error.Rejected;
import io.stakebook.core.id.ChangeId;
import io.stakebook.core.posting.Books;
import io.stakebook.core.posting.Command;
import io.stakebook.core.posting.Needs;
import io.stakebook.core.posting.Plan;
import io.stakebook.policy.change.ChangeRequest;
import io.stakebook.policy.region.Provisional;
import io.stakebook.policy.region.Region;
import io.stakebook.policy.region.RegionStates;
import io.stakebook.policy.region.RegionToggle;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One officer tightens a region at once and alone. It is law from this transaction on, and falls away at its end unless a
 * second officer ratifies it. Whom it touches is counted afterwards, see {@link ImpactCalculator#impact}.
 *
 * @param officer as authenticated
 * @param toggle settled as written, in effect from the moment the officer asked; by the clock of a node that is behind, from the
 *     moment the states he saw became law
 * @param stands how long it is to stand unratified, more than zero and at most 72 hours; a region that stands unratified
 *     already keeps the end it has, and none outlasts what the same officer has set for its country or a part of it
 * @param baseVersion version of the region states the officer saw
 * @param standing the changes that stood when the command was prepared, see {@link RegionBook#standing}
 */
public record TightenRegionNow(
        ChangeId change,
        String officer,
        RegionToggle toggle,
        Duration stands,
        String reason,
        long baseVersion,
        Set<ChangeId> standing)
        implements Command<PolicyChange> {

    public TightenRegionNow {
        ProposeRegionChange.requireWords(reason, toggle);
        standing = Set.copyOf(standing);
    }

    @Override
    public Needs needs() {
        return Activation.needs(change, standing);
    }

    /**
     * @throws Conflict {@code STALE} when the states moved on, or its end is over by the time it is decided
     * @throws Rejected {@code NOT_TIGHTENING}; {@code FIELD_INVALID} unless {@code stands} is more than zero and at most 72
     *     hours; {@code STATE_CONFLICT} when this officer's own tightening of the region, its country or a part of it lapsed
     */
    @Override
    public Plan<PolicyChange> decide(Books books) {
        RegionBook book = RegionBook.current(books);
        book.requireVersion(baseVersion);
        Activation.requireSeen(book, standing);
        requireAnother(books, book.states());
        RegionToggle set = toggle.notBefore(book.activeSince());
        Instant at = set.effectiveFrom();
        Duration limit = upTo(books, book.states());
        ChangeRequest active = ChangeRefusals.take(
                () -> ChangeRequest.tightenNow(change.toString(), officer, book.states(), set, at, limit));
        Instant now = books.recordedAt();
        if (at.isAfter(now) || active.expired(now)) {
            throw new Conflict(
                    ErrorCode.STALE,
                    "the tightening was to stand from " + at + " to "
                            + active.expiresAt().orElse(at) + ", it is " + now);
        }
        PolicyChange done = new PolicyChange(change, active, reason, now, now, 1);
        return Activation.plan(books, done, active.activated(), standing, RegionNotices.Step.TIGHTENED_NOW);
    }

    /**
     * What nobody would ratify in time must not be had by asking again, nor through the country or a part of it: it takes another
     * officer or the ordinary path.
     */
    private void requireAnother(Books books, RegionStates active) {
        for (RegionToggle one : ownAround(books, active)) {
            Provisional limit = one.provisional().orElseThrow();
            if (limit.lapsed(toggle.effectiveFrom())) {
                throw new Rejected(
                        ErrorCode.STATE_CONFLICT,
                        "change request " + limit.change() + " of " + officer + " for " + one.region() + " lapsed at "
                                + limit.until() + " unratified; another officer tightens " + toggle.region()
                                + " now, or it is proposed for approval",
                        Map.of("rule", "LAPSED_BEFORE", "state", "expired"));
            }
        }
    }

    /** No longer than what this officer has set around the region: he would prolong that by a wider or a narrower one. */
    private Duration upTo(Books books, RegionStates active) {
        Instant at = toggle.effectiveFrom();
        return ownAround(books, active).stream()
                .flatMap(one -> one.provisional().stream())
                .map(limit -> Duration.between(at, limit.until()))
                .filter(left -> left.compareTo(stands) < 0)
                .min(Duration::compareTo)
                .orElse(stands);
    }

    /** This officer's tightenings of the region, its country or a part of it that wait or lapsed without ratification. */
    private List<RegionToggle> ownAround(Books books, RegionStates active) {
        return active.toggles().stream()
                .filter(one -> overlap(one.region(), toggle.region()))
                .filter(one -> one.provisional()
                        .map(limit -> PolicyChange.require(books, ChangeId.parse(limit.change())))
                        .filter(earlier -> earlier.request().authors().contains(officer))
                        .isPresent())
                .toList();
    }

    private static boolean overlap(Region one, Region other) {
        return one.equals(other) || one.equals(other.country()) || one.country().equals(other);
    }
}
