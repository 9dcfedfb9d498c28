package io.stakebook.core.regions;

import io.stakebook.core.id.ChangeId;
import io.stakebook.core.posting.Books;
import io.stakebook.core.posting.Command;
import io.stakebook.core.posting.Needs;
import io.stakebook.core.posting.Plan;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** An officer who did not write a change turns it down. */
public record RejectRegionChange(ChangeId change, String approver, String reason) implements Command<PolicyChange> {

    @Override
    public Needs needs() {
        return new Needs(Set.of(), Set.of(PolicyChange.key(change)));
    }

    @Override
    public Plan<PolicyChange> decide(Books books) {
        PolicyChange current = PolicyChange.require(books, change);
        PolicyChange ended =
                current.with(ChangeRefusals.take(() -> current.request().reject(approver, reason)), books.recordedAt());
        return new Plan.Accepted<>(ended, List.of(), List.of(ended), Optional.empty(), List.of());
    }
}
