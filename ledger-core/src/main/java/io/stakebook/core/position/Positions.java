package io.stakebook.core.position;

import io.stakebook.core.id.CustomerId;
import io.stakebook.core.id.PositionId;
import io.stakebook.core.id.ProductId;
import io.stakebook.core.page.Limit;
import io.stakebook.core.page.Page;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads positions, settled ones too. */
public interface Positions {

    Optional<PositionView> find(PositionId id);

    /**
     * Newest first by id (ids are time-ordered). Product and state are only compared: a page looks at no more than {@value
     * Limit#MOST_LOOKED_AT} positions, and may come short, even empty, with a cursor that leads on.
     */
    Page<PositionView, PositionId> list(Query query, Optional<PositionId> before, Limit limit);

    /** Which positions; null members do not restrict. */
    record Query(
            @Nullable CustomerId customer,
            @Nullable ProductId product,
            @Nullable PositionState state) {}
}
