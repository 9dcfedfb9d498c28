package io.stakebook.core.decision;

import io.stakebook.core.id.CustomerId;
import io.stakebook.core.id.DecisionId;
import io.stakebook.core.page.Limit;
import io.stakebook.core.page.Page;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads kept decisions. */
public interface Decisions {

    Optional<KeptDecision> find(DecisionId id);

    /**
     * Newest first. All but the customer and the times is only compared: a page looks at no more than {@value
     * Limit#MOST_LOOKED_AT} decisions of the customer and the times, and may come short, even empty, with a cursor that leads on.
     */
    Page<KeptDecision, Long> list(Query query, Optional<Long> before, Limit limit);

    /**
     * Which decisions; null members do not restrict.
     *
     * @param outcome {@code PERMIT}, {@code DENY}, {@code EXIT_ONLY} or {@code REVIEW}
     * @param evaluatedFrom UTC, included
     * @param evaluatedTo UTC, not included
     */
    record Query(
            @Nullable CustomerId customer,
            @Nullable String outcome,
            @Nullable String reason,
            @Nullable String activity,
            @Nullable Instant evaluatedFrom,
            @Nullable Instant evaluatedTo) {}

    /**
     * A decision with its place in the hash chain.
     *
     * @param sequence 1-based, without gaps in the order of recording
     * @param chainHash SHA-256 over the previous chain hash and this decision, lower-case hexadecimal
     */
    record KeptDecision(long sequence, DecisionRecord decision, String chainHash) {}
}
