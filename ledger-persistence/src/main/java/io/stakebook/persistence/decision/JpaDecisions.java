package io.stakebook.persistence.decision;

import io.stakebook.core.decision.Decisions;
import io.stakebook.core.id.DecisionId;
import io.stakebook.core.page.Limit;
import io.stakebook.core.page.Page;
import io.stakebook.persistence.jpa.FilteredQuery;
import io.stakebook.persistence.jpa.Reads;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads kept decisions by JPA. */
public final class JpaDecisions implements Decisions {

    private static final String DECISIONS = "select d from DecisionEntity d";

    private static final String FIRST_SINCE =
            "select d.seq from DecisionEntity d where d.evaluatedAt >= :moment order by d.evaluatedAt";
    private static final String LAST_BEFORE =
            "select d.seq from DecisionEntity d where d.evaluatedAt < :moment order by d.evaluatedAt desc";

    /** What the clocks of nodes that write at once may differ, and how long a batch may take. */
    private static final Duration CLOCKS = Duration.ofMinutes(5);

    private static final FilteredQuery.Key<DecisionEntity, Long> KEY =
            new FilteredQuery.Key<>("d.seq", Long.class, decision -> decision.seq);

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
        Page<DecisionEntity, Long> kept = reads.with(em -> new FilteredQuery<>(DecisionEntity.class, DECISIONS)
                .where(
                        "d.customer = :customer",
                        "customer",
                        query.customer() == null ? null : query.customer().value())
                .where("d.seq > :bottom", "bottom", last(em, query.evaluatedFrom()))
                .compare("d.outcome = :outcome", "outcome", query.outcome())
                .compare("d.reason = :reason", "reason", query.reason())
                .compare("d.activity = :activity", "activity", query.activity())
                .compare("d.evaluatedAt >= :since", "since", utc(query.evaluatedFrom()))
                .compare("d.evaluatedAt < :until", "until", utc(query.evaluatedTo()))
                .newestFirst(em, KEY, top(em, query.evaluatedTo(), before), limit));
        return kept.map(DecisionEntity::toDomain, Function.identity());
    }

    /** Where a page begins: none from there on was evaluated in time. */
    private static Optional<Long> top(EntityManager em, @Nullable Instant until, Optional<Long> before) {
        if (until == null) {
            return before;
        }
        Optional<Long> first = em
                .createQuery(FIRST_SINCE, Long.class)
                .setParameter("moment", utc(until.plus(CLOCKS)))
                .setMaxResults(1)
                .getResultList()
                .stream()
                .findFirst();
        return Stream.concat(first.stream(), before.stream()).min(Comparator.naturalOrder());
    }

    /** Where the list ends: none down from there was evaluated in time. */
    private static @Nullable Long last(EntityManager em, @Nullable Instant since) {
        return since == null
                ? null
                : em
                        .createQuery(LAST_BEFORE, Long.class)
                        .setParameter("moment", utc(since.minus(CLOCKS)))
                        .setMaxResults(1)
                        .getResultList()
                        .stream()
                        .findFirst()
                        .orElse(null);
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant time) {
        return time == null ? null : time.atOffset(ZoneOffset.UTC);
    }
}
