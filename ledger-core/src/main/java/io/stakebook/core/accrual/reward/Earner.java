package io.stakebook.core.accrual.reward;

import io.stakebook.core.id.PositionId;
import io.stakebook.core.position.Position;
import io.stakebook.core.product.terms.SnapshotRule;
import io.stakebook.core.product.terms.Terms;
import io.stakebook.core.product.terms.TierLadder;
import java.math.BigInteger;
import java.time.Instant;

/**
 * One position as the calculator sees it.
 *
 * @param from starts to earn, inclusive
 * @param until stops to earn, exclusive
 */
public record Earner(
        PositionId position,
        TierLadder base,
        TierLadder commission,
        SnapshotRule snapshot,
        Instant from,
        Instant until,
        PrincipalHistory history) {

    /** The part of {@code [start, end)} that the position has yet to earn for. */
    public static Earner of(Position position, Terms terms, PrincipalHistory history, Instant start, Instant end) {
        Instant from = later(start, later(position.accrualFrom(), position.accruedUntil()));
        Instant maturesAt = position.maturesAtOrNull();
        Instant until = maturesAt != null && maturesAt.isBefore(end) ? maturesAt : end;
        return new Earner(
                position.id(),
                terms.earning().netLadder(),
                terms.earning().commissionLadder(),
                terms.snapshot(),
                from,
                until,
                history);
    }

    boolean earnsThroughout(Instant a, Instant b) {
        return !from.isAfter(a) && !until.isBefore(b);
    }

    BigInteger principal(Instant at, Instant end) {
        return snapshot == SnapshotRule.END_OF_DAY ? history.before(end) : history.at(at);
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }
}
