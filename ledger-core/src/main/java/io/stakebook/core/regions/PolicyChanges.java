package io.stakebook.core.regions;

import io.stakebook.core.id.ChangeId;
import io.stakebook.core.page.Limit;
import io.stakebook.core.page.Page;
import io.stakebook.policy.change.ChangeState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads change requests. */
public interface PolicyChanges {

    Optional<PolicyChange> find(ChangeId id);

    /**
     * Newest first by id (ids are time-ordered).
     *
     * @param stateOrNull where they stand at {@code asOf}, see {@link io.stakebook.policy.change.ChangeRequest#stateAt}
     */
    Page<PolicyChange, ChangeId> list(
            @Nullable ChangeState stateOrNull, Instant asOf, Optional<ChangeId> before, Limit limit);

    /** Tightenings whose time was over at an instant and of which that is not written down yet; those that ended first. */
    List<ChangeId> lapsed(Instant asOf, int atMost);
}
