package io.stakebook.core.reconciliation;

import io.stakebook.core.id.BreakId;
import io.stakebook.core.id.ProductId;
import io.stakebook.core.id.StatementId;
import io.stakebook.core.money.AssetCode;
import io.stakebook.core.posting.Stored;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One typed disagreement between a statement and the book.
 *
 * @param day the UTC day it is about
 * @param line row of the statement, 0 when it is about the whole day
 * @param reported units the provider states for the day (for a {@code DUPLICATE}: of the repeated row), signed
 * @param expected what the book held when the statement was matched
 * @param owner subject of the person who answers for it: who uploaded the statement
 * @param resolutionOrNull null while the break is open
 */
public record Break(
        BreakId id,
        StatementId statement,
        String provider,
        BreakType type,
        ProductId product,
        AssetCode asset,
        LocalDate day,
        int line,
        BigInteger reported,
        Expected expected,
        String owner,
        Instant openedAt,
        @Nullable Resolution resolutionOrNull)
        implements Stored {

    @Override
    public String recordId() {
        return id.toString();
    }

    public BreakState state() {
        return resolutionOrNull == null ? BreakState.OPEN : BreakState.RESOLVED;
    }

    public Optional<Resolution> resolution() {
        return Optional.ofNullable(resolutionOrNull);
    }

    /** Units the provider states beyond what we hold, signed; a repeated row is beyond as a whole. */
    public BigInteger difference() {
        return type == BreakType.DUPLICATE ? reported : reported.subtract(expected.units());
    }

    /** Whole days from the day it is about to {@code today}, both UTC. */
    public long ageDays(LocalDate today) {
        return ChronoUnit.DAYS.between(day, today);
    }

    Break resolved(Resolution by) {
        if (resolutionOrNull != null) {
            throw new IllegalStateException("break " + id + " is resolved once");
        }
        return new Break(
                id, statement, provider, type, product, asset, day, line, reported, expected, owner, openedAt, by);
    }
}
