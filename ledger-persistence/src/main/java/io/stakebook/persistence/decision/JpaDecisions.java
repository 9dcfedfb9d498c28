package io.stakebook.persistence.decision;

import io.stakebook.core.decision.Decisions;
import io.stakebook.core.id.DecisionId;
import io.stakebook.core.page.Limit;
import io.stakebook.core.page.Page;
import io.stakebook.persistence.jpa.FilteredQuery;
import io.stakebook.persistence.jpa.Reads;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads kept decisions by JPA. */
public final class JpaDecisions implements Decisions {

    private static final String DECISIONS = "select d from DecisionEntity d";

    private final Reads reads;

    public JpaDecisions(Reads reads) {
        this.reads = reads;
    }

    @Override
    public Optional<KeptDecision> find(DecisionId id) {
        return reads.with(em -> new FilteredQuery<>(DecisionEntity.class, DECISIONS)
                .where("d.id = :id", "id", id.value()).all(em).stream()
                        .map(DecisionEntity::toDomain)
                        .findFirst());
    }

    @Override
    public Page<KeptDecision, Long> list(Query query, Optional<Long> before, Limit limit) {
        List<KeptDecision> kept = reads.with(em -> new FilteredQuery<>(DecisionEntity.class, DECISIONS)
                        .where(
                                "d.customer = :customer",
                                "customer",
                                query.customer() == null
                                        ? null
                                        : query.customer().value())
                        .where("d.outcome = :outcome", "outcome", query.outcome())
                        .where("d.reason = :reason", "reason", query.reason())
                        .where("d.activity = :activity", "activity", query.activity())
                        .where("d.evaluatedAt >= :since", "since", utc(query.evaluatedFrom()))
                        .where("d.evaluatedAt < :until", "until", utc(query.evaluatedTo()))
                        .where("d.seq < :before", "before", before.orElse(null))
                        .orderBy("d.seq desc")
                        .page(em, limit)
                        .stream()
                        .map(DecisionEntity::toDomain)
                        .toList());
        return Page.of(kept, limit, KeptDecision::sequence);
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant time) {
        return time == null ? null : time.atOffset(ZoneOffset.UTC);
    }
}
