package io.stakebook.core.regions;

import io.stakebook.core.id.ChangeId;
import io.stakebook.core.page.Limit;
import io.stakebook.core.page.Page;
import io.stakebook.policy.change.ChangeState;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads change requests. */
public interface PolicyChanges {

    Optional<PolicyChange> find(ChangeId id);

    /** Newest first by id (ids are time-ordered). */
    Page<PolicyChange, ChangeId> list(@Nullable ChangeState stateOrNull, Optional<ChangeId> before, Limit limit);
}
