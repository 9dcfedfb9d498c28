package io.stakebook.persistence.position;

import io.stakebook.core.id.PositionId;
import io.stakebook.core.page.Limit;
import io.stakebook.core.page.Page;
import io.stakebook.core.position.PositionView;
import io.stakebook.core.position.Positions;
import io.stakebook.persistence.jpa.FilteredQuery;
import io.stakebook.persistence.jpa.Reads;
import java.util.Optional;
import java.util.UUID;

/** Reads positions by JPA. */
public final class JpaPositions implements Positions {

    private static final String POSITIONS = "select p from PositionEntity p";

    private static final FilteredQuery.Key<PositionEntity, UUID> KEY =
            new FilteredQuery.Key<>("p.id", UUID.class, position -> position.id);

    private final Reads reads;

    public JpaPositions(Reads reads) {
        this.reads = reads;
    }

    @Override
    public Optional<PositionView> find(PositionId id) {
        return reads.with(em ->
                Optional.ofNullable(em.find(PositionEntity.class, id.value())).map(PositionEntity::toView));
    }

    @Override
    public Page<PositionView, PositionId> list(Query query, Optional<PositionId> before, Limit limit) {
        Page<PositionEntity, UUID> found = reads.with(em -> new FilteredQuery<>(PositionEntity.class, POSITIONS)
                .where(
                        "p.customer = :customer",
                        "customer",
                        query.customer() == null ? null : query.customer().value())
                .compare(
                        "p.product = :product",
                        "product",
                        query.product() == null ? null : query.product().value())
                .compare(
                        "p.state = :state",
                        "state",
                        query.state() == null ? null : query.state().name())
                .newestFirst(em, KEY, before.map(PositionId::value), limit));
        return found.map(PositionEntity::toView, PositionId::new);
    }
}
