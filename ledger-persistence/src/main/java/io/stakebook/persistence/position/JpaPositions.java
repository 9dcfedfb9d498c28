package io.stakebook.persistence.position;

import io.stakebook.core.id.PositionId;
import io.stakebook.core.page.Limit;
import io.stakebook.core.page.Page;
import io.stakebook.core.position.PositionView;
import io.stakebook.core.position.Positions;
import io.stakebook.persistence.jpa.FilteredQuery;
import io.stakebook.persistence.jpa.Reads;
import java.util.List;
import java.util.Optional;

/** Reads positions by JPA. */
public final class JpaPositions implements Positions {

    private static final String POSITIONS = "select p from PositionEntity p";

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
        List<PositionView> views = reads.with(em -> new FilteredQuery<>(PositionEntity.class, POSITIONS)
                        .where(
                                "p.customer = :customer",
                                "customer",
                                query.customer() == null
                                        ? null
                                        : query.customer().value())
                        .where(
                                "p.product = :product",
                                "product",
                                query.product() == null ? null : query.product().value())
                        .where(
                                "p.state = :state",
                                "state",
                                query.state() == null ? null : query.state().name())
                        .where(
                                "p.id < :before",
                                "before",
                                before.map(PositionId::value).orElse(null))
                        .orderBy("p.id desc")
                        .page(em, limit)
                        .stream()
                        .map(PositionEntity::toView)
                        .toList());
        return Page.of(views, limit, view -> view.position().id());
    }
}
