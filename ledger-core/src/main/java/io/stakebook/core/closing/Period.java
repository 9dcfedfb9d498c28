package io.stakebook.core.closing;

import io.stakebook.core.error.Conflict;
import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.id.OverrideId;
import io.stakebook.core.period.PeriodId;
import io.stakebook.core.period.PeriodState;
import io.stakebook.core.posting.Books;
import io.stakebook.core.posting.RecordKey;
import io.stakebook.core.posting.Stored;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A period somebody began to close.
 *
 * @param closingSince when the closing began, anew after a reopening
 * @param closingBy who began it; after a reopening the one who approved that
 * @param sealedAtOrNull when it stopped taking anything
 * @param sealedByOrNull who asked for that
 * @param overrideOrNull the override it was sealed under, where items were open
 * @param closes how often it was closed; the number of the newest {@link PeriodClose}
 * @param version grows by one with every step
 */
public record Period(
        PeriodId id,
        PeriodState state,
        Instant closingSince,
        String closingBy,
        @Nullable Instant sealedAtOrNull,
        @Nullable String sealedByOrNull,
        @Nullable OverrideId overrideOrNull,
        long closes,
        long version)
        implements Stored {

    public Period {
        if (state == PeriodState.OPEN) {
            throw new IllegalArgumentException("an open period has no row: " + id);
        }
        if (state == PeriodState.CLOSED && (sealedAtOrNull == null || closes == 0)) {
            throw new IllegalArgumentException("period " + id + " is closed and was never sealed");
        }
    }

    static Period begun(PeriodId id, Instant at, String by) {
        return new Period(id, PeriodState.CLOSING, at, by, null, null, null, 0, 1);
    }

    /** The key under which a command needs a period. */
    public static RecordKey key(PeriodId id) {
        return new RecordKey(Period.class, id.toString());
    }

    static Optional<Period> find(Books books, PeriodId id) {
        return books.find(Period.class, id.toString());
    }

    /** @throws Conflict {@code STATE_CONFLICT} when nobody began to close it */
    static Period require(Books books, PeriodId id) {
        return find(books, id)
                .orElseThrow(() -> new Conflict(
                        ErrorCode.STATE_CONFLICT,
                        "period " + id + " is open; its closing has to begin first",
                        Map.of("periodId", id.toString(), "state", "open")));
    }

    /** True from the moment on which nothing enters any more. */
    public boolean sealed() {
        return sealedAtOrNull != null;
    }

    Period sealed(Instant at, String by, @Nullable OverrideId override) {
        return new Period(id, state, closingSince, closingBy, at, by, override, closes, version + 1);
    }

    Period closed() {
        return new Period(
                id,
                PeriodState.CLOSED,
                closingSince,
                closingBy,
                sealedAtOrNull,
                sealedByOrNull,
                overrideOrNull,
                closes + 1,
                version + 1);
    }

    Period reopened(Instant at, String by) {
        return new Period(id, PeriodState.CLOSING, at, by, null, null, null, closes, version + 1);
    }

    @Override
    public String recordId() {
        return id.toString();
    }
}
