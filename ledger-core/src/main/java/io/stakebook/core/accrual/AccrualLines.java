package io.stakebook.core.accrual;

import io.stakebook.core.accrual.reward.RewardStream;
import io.stakebook.core.id.CustomerId;
import io.stakebook.core.id.PositionId;
import io.stakebook.core.id.ProductId;
import io.stakebook.core.id.RunId;
import io.stakebook.core.page.Limit;
import io.stakebook.core.page.Page;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads accrual lines. */
public interface AccrualLines {

    /** A place in a run's lines, which are ordered by position, then stream. */
    record InRun(PositionId position, RewardStream stream) {}

    /** A place in the lines of a customer, which are ordered by day (newest first), position and stream. */
    record ByDay(LocalDate day, PositionId position, RewardStream stream) {}

    /** The lines of a run in the order the manifest hashes them: by position id text, then BASE before COMMISSION. */
    Page<AccrualLine, InRun> ofRun(RunId run, Optional<InRun> after, Limit limit);

    /** Newest day first; null members of the query do not restrict. */
    Page<AccrualLine, ByDay> list(Query query, Optional<ByDay> before, Limit limit);

    /**
     * @param from first day, inclusive
     * @param to last day, inclusive
     */
    record Query(
            @Nullable CustomerId customer,
            @Nullable ProductId product,
            @Nullable PositionId position,
            @Nullable LocalDate from,
            @Nullable LocalDate to) {}
}
