package io.stakebook.core.regions;

import io.stakebook.core.id.ChangeId;
import io.stakebook.core.posting.Books;
import io.stakebook.core.posting.Command;
import io.stakebook.core.posting.Needs;
import io.stakebook.core.posting.Plan;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** An author takes a change back before it is active. */
public record WithdrawRegionChange(ChangeId change, String author, String reason) implements Command<PolicyChange> {

    @Override
    public Needs needs() {
        return new Needs(Set.of(), Set.of(PolicyChange.key(change)));
    }

    @Override
    public Plan<PolicyChange> decide(Books books) {
        PolicyChange current = PolicyChange.require(books, change);
        PolicyChange ended =
                current.with(ChangeRefusals.take(() -> current.request().withdraw(author, reason)), books.recordedAt());
        return new Plan.Accepted<>(ended, List.of(), List.of(ended), Optional.empty(), List.of());
    }
}
