package io.stakebook.core.reconciliation;

import io.stakebook.core.id.BreakId;
import io.stakebook.core.id.ProductId;
import io.stakebook.core.id.StatementId;
import io.stakebook.core.journal.EntryDates;
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
 * @param owner subject of the person who answers for it: who uploaded the statement, until a note hands it over
 * @param notes number of {@link BreakNote}s written of it
 * @param proposalOrNull the resolution that waits, or waited, for a second person
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
        long notes,
        @Nullable Proposal proposalOrNull,
        @Nullable Resolution resolutionOrNull)
        implements Stored {

    /** A break nobody has dealt with yet. */
    public Break(
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
            Instant openedAt) {
        this(
                id, statement, provider, type, product, asset, day, line, reported, expected, owner, openedAt, 0, null,
                null);
    }

    @Override
    public String recordId() {
        return id.toString();
    }

    public BreakState state() {
        return resolutionOrNull == null ? BreakState.OPEN : BreakState.RESOLVED;
    }

    /** The resolution that waits for a second person; empty when none was asked for, or the break is resolved. */
    public Optional<Proposal> waiting() {
        return resolutionOrNull == null ? Optional.ofNullable(proposalOrNull) : Optional.empty();
    }

    public Optional<Resolution> resolution() {
        return Optional.ofNullable(resolutionOrNull);
    }

    /** Units the provider states beyond what we hold, signed; none of a repeated row, which is not counted. */
    public BigInteger difference() {
        return type == BreakType.DUPLICATE ? BigInteger.ZERO : reported.subtract(expected.units());
    }

    /** Units at stake, without a sign; of a repeated row its reward. */
    BigInteger size() {
        return type == BreakType.DUPLICATE ? reported.abs() : difference().abs();
    }

    /** Whole days from the day it is about to {@code today}, or to the day it was resolved on, all UTC. */
    public long ageDays(LocalDate today) {
        LocalDate end = resolutionOrNull == null ? today : EntryDates.dayOf(resolutionOrNull.at());
        return ChronoUnit.DAYS.between(day, end);
    }

    Break resolved(Resolution by) {
        if (resolutionOrNull != null) {
            throw new IllegalStateException("break " + id + " is resolved once");
        }
        return with(openedAt, owner, notes, proposalOrNull, by);
    }

    Break opened(Instant at) {
        return with(at, owner, notes, proposalOrNull, resolutionOrNull);
    }

    Break proposed(Proposal proposal) {
        return with(openedAt, owner, notes, proposal, resolutionOrNull);
    }

    Break noted(String newOwner) {
        return with(openedAt, newOwner, notes + 1, proposalOrNull, resolutionOrNull);
    }

    private Break with(
            Instant opened,
            String answerable,
            long written,
            @Nullable Proposal proposal,
            @Nullable Resolution resolution) {
        return new Break(
                id,
                statement,
                provider,
                type,
                product,
                asset,
                day,
                line,
                reported,
                expected,
                answerable,
                opened,
                written,
                proposal,
                resolution);
    }
}
