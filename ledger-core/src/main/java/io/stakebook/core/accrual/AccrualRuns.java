package io.stakebook.core.accrual;

import io.stakebook.core.id.ProductId;
import io.stakebook.core.id.RunId;
import io.stakebook.core.page.Limit;
import io.stakebook.core.page.Page;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads accrual runs. */
public interface AccrualRuns {

    Optional<AccrualRun> find(RunId id);

    Optional<AccrualRun> find(ProductId product, LocalDate day);

    /** Newest first by id (ids are time-ordered); null members of the query do not restrict. */
    Page<AccrualRun, RunId> list(Query query, Optional<RunId> before, Limit limit);

    record Query(@Nullable ProductId product, @Nullable RunState state) {}
}
