package io.stakebook.core.reconciliation;

import io.stakebook.core.id.BreakId;
import io.stakebook.core.id.ProductId;
import io.stakebook.core.id.StatementId;
import io.stakebook.core.page.Limit;
import io.stakebook.core.page.Page;
import io.stakebook.core.reconciliation.file.StatementLine;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads statements, breaks and corrected days. Lists are newest first by id; ids are time-ordered. */
public interface Reconciliations {

    /**
     * Narrows a list of breaks; a null member does not restrict.
     *
     * @param upTo newest day a break may be about
     */
    record BreakQuery(
            @Nullable BreakState state,
            @Nullable BreakType type,
            @Nullable StatementId statement,
            @Nullable String provider,
            @Nullable String owner,
            @Nullable ProductId product,
            @Nullable LocalDate upTo) {

        /** All breaks in a state. */
        public static BreakQuery in(BreakState state) {
            return new BreakQuery(state, null, null, null, null, null, null);
        }
    }

    /** Without their lines. */
    Page<Statement, StatementId> statements(Optional<StatementId> before, Limit limit);

    /** Without its lines. */
    Optional<StatementSummary> statement(StatementId id);

    /** The rows of a statement in the order of the file; a place is a line number. */
    Page<StatementLine, Integer> lines(StatementId id, Optional<Integer> after, Limit limit);

    Page<Break, BreakId> breaks(BreakQuery query, Optional<BreakId> before, Limit limit);

    Optional<Break> find(BreakId id);

    /** What was noted of a break, in the order it was written; a place is a note's number. */
    Page<BreakNote, Integer> notes(BreakId id, Optional<Integer> after, Limit limit);

    /** Statements of any provider that name one of these products and touch the period, newest first, without their lines. */
    List<Statement> touching(Set<ProductId> products, LocalDate from, LocalDate to);

    /** Open breaks of these providers on days of these products, from all their statements. */
    List<Break> open(Set<String> providers, Set<ProductId> products, LocalDate from, LocalDate to);

    /** One for each scope, at 0 moves where nothing moved it yet. Read them before what they guard. */
    List<Fence> fences(Set<String> scopes);

    /** Days of these products that were corrected before. */
    List<RewardDay> corrected(Set<ProductId> products, LocalDate from, LocalDate to);
}
