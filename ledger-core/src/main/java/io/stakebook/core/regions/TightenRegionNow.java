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
import io.stakebook.policy.region.RegionStates;
import io.stakebook.policy.region.RegionToggle;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One officer tightens a region at once and alone. It is law from this transaction on, and falls away at its end unless a
 * second officer ratifies it. Whom it touches is counted afterwards, see {@link ImpactCalculator#impact}.
 *
 * @param officer as authenticated
 * @param toggle settled as written, in effect from the moment the officer asked
 * @param stands how long it is to stand unratified, more than zero and at most 72 hours; a region that stands unratified
 *     already keeps the end it has
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
     *     hours; {@code STATE_CONFLICT} when this officer's own tightening of the region lapsed
     */
    @Override
    public Plan<PolicyChange> decide(Books books) {
        RegionBook book = RegionBook.current(books);
        book.requireVersion(baseVersion);
        Activation.requireSeen(book, standing);
        requireAnother(books, book.states());
        Instant at = toggle.effectiveFrom();
        ChangeRequest active = ChangeRefusals.take(
                () -> ChangeRequest.tightenNow(change.toString(), officer, book.states(), toggle, at, stands));
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

    /** What nobody would ratify in time must not be had by asking again: it takes another officer or the ordinary path. */
    private void requireAnother(Books books, RegionStates active) {
        Optional<Provisional> lapsed = active.toggle(toggle.region())
                .flatMap(RegionToggle::provisional)
                .filter(limit -> limit.lapsed(toggle.effectiveFrom()));
        if (lapsed.isEmpty()) {
            return;
        }
        PolicyChange earlier =
                PolicyChange.require(books, ChangeId.parse(lapsed.get().change()));
        if (earlier.request().authors().contains(officer)) {
            throw new Rejected(
                    ErrorCode.STATE_CONFLICT,
                    "change request " + earlier.id() + " of " + officer + " for " + toggle.region() + " lapsed at "
                            + lapsed.get().until()
                            + " unratified; another officer tightens the region now, or it is proposed for approval",
                    Map.of("rule", "LAPSED_BEFORE"));
        }
    }
}
