package io.stakebook.core.regions;

import io.stakebook.core.error.Rejected;
import io.stakebook.core.id.ChangeId;
import io.stakebook.core.journal.FreeText;
import io.stakebook.core.posting.Books;
import io.stakebook.core.posting.Command;
import io.stakebook.core.posting.Needs;
import io.stakebook.core.posting.Plan;
import io.stakebook.policy.change.ChangeRequest;
import io.stakebook.policy.region.RegionStates;
import java.util.Set;

/**
 * A second officer makes one officer's tightening permanent. Regions that others changed meanwhile stay as they are.
 *
 * @param contentHash the content the officer saw
 * @param comment what the approver says, empty for nothing; one line
 * @param standing the changes that stood when the command was prepared, see {@link RegionBook#standing}
 */
public record RatifyRegionChange(
        ChangeId change, String approver, String contentHash, String comment, Set<ChangeId> standing)
        implements Command<PolicyChange> {

    public RatifyRegionChange {
        if (!comment.isEmpty()) {
            FreeText.require("comment", comment);
        }
        standing = Set.copyOf(standing);
    }

    @Override
    public Needs needs() {
        return Activation.needs(change, standing);
    }

    /** @throws Rejected {@code SELF_APPROVAL}, {@code CHANGE_EXPIRED}, {@code STATE_CONFLICT} */
    @Override
    public Plan<PolicyChange> decide(Books books) {
        PolicyChange current = PolicyChange.require(books, change);
        ChangeRequest ratified =
                ChangeRefusals.take(() -> current.request().ratify(approver, contentHash, books.recordedAt(), comment));
        RegionStates states = ChangeRefusals.take(
                () -> ratified.ratified(RegionBook.current(books).states()));
        PolicyChange done = current.with(ratified, books.recordedAt());
        return Activation.plan(books, done, states, standing, RegionNotices.Step.RATIFIED);
    }
}
