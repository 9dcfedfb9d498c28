package io.stakebook.persistence.accrual;

import io.stakebook.core.accrual.AccrualRun;
import io.stakebook.core.accrual.AccrualRuns;
import io.stakebook.core.id.ProductId;
import io.stakebook.core.id.RunId;
import io.stakebook.core.page.Limit;
import io.stakebook.core.page.Page;
import io.stakebook.persistence.jpa.FilteredQuery;
import io.stakebook.persistence.jpa.Reads;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Reads accrual runs by JPA. */
public final class JpaAccrualRuns implements AccrualRuns {

    private static final String RUNS = "select r from RunEntity r";

    private final Reads reads;

    public JpaAccrualRuns(Reads reads) {
        this.reads = reads;
    }

    @Override
    public Optional<AccrualRun> find(RunId id) {
        return reads.with(
                em -> Optional.ofNullable(em.find(RunEntity.class, id.value())).map(RunEntity::toDomain));
    }

    @Override
    public Optional<AccrualRun> find(ProductId product, LocalDate day) {
        return reads.with(em -> new FilteredQuery<>(RunEntity.class, RUNS)
                        .where("r.product = :product", "product", product.value())
                        .where("r.day = :day", "day", day)
                        .all(em)
                        .stream()
                        .map(RunEntity::toDomain)
                        .findFirst());
    }

    @Override
    public Page<AccrualRun, RunId> list(Query query, Optional<RunId> before, Limit limit) {
        List<AccrualRun> runs = reads.with(em -> new FilteredQuery<>(RunEntity.class, RUNS)
                        .where(
                                "r.product = :product",
                                "product",
                                query.product() == null ? null : query.product().value())
                        .where(
                                "r.state = :state",
                                "state",
                                query.state() == null ? null : query.state().name())
                        .where(
                                "r.id < :before",
                                "before",
                                before.map(RunId::value).orElse(null))
                        .orderBy("r.id desc")
                        .page(em, limit)
                        .stream()
                        .map(RunEntity::toDomain)
                        .toList());
        return Page.of(runs, limit, AccrualRun::id);
    }
}
