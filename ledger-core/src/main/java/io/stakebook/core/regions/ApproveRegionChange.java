package io.stakebook.core.regions;

import io.stakebook.core.id.ChangeId;
import io.stakebook.core.journal.FreeText;
import io.stakebook.core.posting.Books;
import io.stakebook.core.posting.Command;
import io.stakebook.core.posting.Needs;
import io.stakebook.core.posting.Plan;
import io.stakebook.policy.change.ChangeRequest;
import io.stakebook.policy.change.ChangeState;
import io.stakebook.policy.region.RegionStates;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One officer's yes. With the last one that is needed the proposed states become law in the same transaction: from then on, or
 * from their own date where that lies ahead. Without hope of becoming law, since others did meanwhile, a change takes none.
 *
 * @param contentHash the content the officer saw
 * @param comment what the approver says, empty for nothing; one line
 * @param standing the changes that stood when the command was prepared, see {@link RegionBook#standing}; they are superseded,
 *     but for tightenings of other regions that wait for ratification
 */
public record ApproveRegionChange(
        ChangeId change, String approver, String contentHash, String comment, Set<ChangeId> standing)
        implements Command<PolicyChange> {

    public ApproveRegionChange {
        if (!comment.isEmpty()) {
            FreeText.require("comment", comment);
        }
        standing = Set.copyOf(standing);
    }

    /** An approval without a word. */
    public ApproveRegionChange(ChangeId change, String approver, String contentHash, Set<ChangeId> standing) {
        this(change, approver, contentHash, "", standing);
    }

    @Override
    public Needs needs() {
        return Activation.needs(change, standing);
    }

    @Override
    public Plan<PolicyChange> decide(Books books) {
        PolicyChange current = PolicyChange.require(books, change);
        Instant now = books.recordedAt();
        RegionStates states = RegionBook.current(books).states();
        ChangeRequest approved =
                ChangeRefusals.take(() -> current.request().on(states).approve(approver, contentHash, now, comment));
        if (approved.state() != ChangeState.APPROVED) {
            PolicyChange waiting = current.with(approved, now);
            return new Plan.Accepted<>(waiting, List.of(), List.of(waiting), Optional.empty(), List.of());
        }
        Activation.requireSeen(RegionBook.current(books), standing);
        ChangeRequest active = ChangeRefusals.take(() -> approved.activate(states, now));
        return Activation.plan(
                books, current.with(active, now), active.activated(), standing, RegionNotices.Step.ACTIVATED);
    }
}
