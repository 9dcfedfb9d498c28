package io.stakebook.persistence.accrual;

import io.stakebook.core.accrual.AccrualLine;
import io.stakebook.core.accrual.AccrualLines;
import io.stakebook.core.id.RunId;
import io.stakebook.core.page.Limit;
import io.stakebook.core.page.Page;
import io.stakebook.persistence.jpa.FilteredQuery;
import io.stakebook.persistence.jpa.Reads;
import java.util.List;
import java.util.Optional;

/** Reads accrual lines by JPA. BASE sorts before COMMISSION as text, too. */
public final class JpaAccrualLines implements AccrualLines {

    private static final String LINES = "select l from LineEntity l";

    private final Reads reads;

    public JpaAccrualLines(Reads reads) {
        this.reads = reads;
    }

    @Override
    public Page<AccrualLine, InRun> ofRun(RunId run, Optional<InRun> after, Limit limit) {
        FilteredQuery<LineEntity> listing =
                new FilteredQuery<>(LineEntity.class, LINES).where("l.run = :run", "run", run.value());
        after.ifPresent(place -> listing.where(
                        "(l.position > :position or (l.position = :position and l.stream > :stream))",
                        "position",
                        place.position().value())
                .bind("stream", place.stream().name()));
        listing.orderBy("l.position, l.stream");
        return Page.of(page(listing, limit), limit, line -> new InRun(line.position(), line.stream()));
    }

    @Override
    public Page<AccrualLine, ByDay> list(Query query, Optional<ByDay> before, Limit limit) {
        FilteredQuery<LineEntity> listing = new FilteredQuery<>(LineEntity.class, LINES)
                .where(
                        "l.customer = :customer",
                        "customer",
                        query.customer() == null ? null : query.customer().value())
                .where(
                        "l.product = :product",
                        "product",
                        query.product() == null ? null : query.product().value())
                .where(
                        "l.position = :position",
                        "position",
                        query.position() == null ? null : query.position().value())
                .where("l.day >= :from", "from", query.from())
                .where("l.day <= :to", "to", query.to());
        before.ifPresent(place -> listing.where(
                        "(l.day < :day or (l.day = :day and (l.position > :at or (l.position = :at and l.stream >"
                                + " :stream))))",
                        "day",
                        place.day())
                .bind("at", place.position().value())
                .bind("stream", place.stream().name()));
        listing.orderBy("l.day desc, l.position, l.stream");
        return Page.of(page(listing, limit), limit, line -> new ByDay(line.day(), line.position(), line.stream()));
    }

    private List<AccrualLine> page(FilteredQuery<LineEntity> listing, Limit limit) {
        return reads.with(
                em -> listing.page(em, limit).stream().map(LineEntity::toDomain).toList());
    }
}
