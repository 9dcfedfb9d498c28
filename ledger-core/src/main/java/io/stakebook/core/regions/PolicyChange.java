package io.stakebook.core.regions;

import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.error.NotFound;
import io.stakebook.core.id.ChangeId;
import io.stakebook.core.posting.Books;
import io.stakebook.core.posting.RecordKey;
import io.stakebook.core.posting.Stored;
import io.stakebook.policy.change.ChangeRequest;
import io.stakebook.policy.change.ChangeState;
import java.time.Instant;
import java.util.Map;

/**
 * A change request with its history in this book.
 *
 * @param reason why it was proposed, for the officers who decide
 * @param version grows by one with every step
 */
public record PolicyChange(
        ChangeId id, ChangeRequest request, String reason, Instant proposedAt, Instant changedAt, long version)
        implements Stored {

    /** The key under which a command needs a change request. */
    public static RecordKey key(ChangeId id) {
        return new RecordKey(PolicyChange.class, id.toString());
    }

    /** @throws NotFound {@code RESOURCE_UNKNOWN} */
    static PolicyChange require(Books books, ChangeId id) {
        return books.find(PolicyChange.class, id.toString())
                .orElseThrow(() -> new NotFound(
                        ErrorCode.RESOURCE_UNKNOWN,
                        "there is no change request " + id,
                        Map.of("changeId", id.toString())));
    }

    /**
     * Where it stands at an instant, see {@link ChangeRequest#stateAt}; by the clock of a node that is behind, no earlier than its
     * last step.
     *
     * @param active version of the region states in force
     */
    public ChangeState stateAt(Instant now, long active) {
        return request.stateAt(now.isBefore(changedAt) ? changedAt : now, active);
    }

    @Override
    public String recordId() {
        return id.toString();
    }

    PolicyChange with(ChangeRequest next, Instant at) {
        return new PolicyChange(id, next, reason, proposedAt, at, version + 1);
    }
}
