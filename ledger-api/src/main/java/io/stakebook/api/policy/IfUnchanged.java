package io.stakebook.api.policy;

import io.stakebook.core.error.Conflict;
import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.id.ChangeId;
import io.stakebook.core.posting.Books;
import io.stakebook.core.posting.Command;
import io.stakebook.core.posting.Needs;
import io.stakebook.core.posting.Plan;
import io.stakebook.core.regions.PolicyChange;
import java.util.Map;

/**
 * A step on a change request that counts only for the version the officer saw (RFC 9110 section 13.1.1). The version is
 * compared under lock, after the engine knew that the key is new: so the replay of an approval still finds its answer.
 */
record IfUnchanged(ChangeId change, long version, Command<PolicyChange> step) implements Command<PolicyChange> {

    @Override
    public Needs needs() {
        return step.needs();
    }

    @Override
    public Plan<PolicyChange> decide(Books books) {
        books.find(PolicyChange.class, change.toString())
                .filter(current -> current.version() != version)
                .ifPresent(current -> {
                    throw new Conflict(
                            ErrorCode.PRECONDITION_FAILED,
                            "change request " + change + " is at version " + current.version() + ", not " + version
                                    + "; read it again",
                            Map.of("version", Long.toString(current.version())));
                });
        return step.decide(books);
    }
}
