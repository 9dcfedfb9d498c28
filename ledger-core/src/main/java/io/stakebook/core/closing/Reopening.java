package io.stakebook.core.closing;

import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.error.NotFound;
import io.stakebook.core.id.ReopeningId;
import io.stakebook.core.period.PeriodId;
import io.stakebook.core.period.PeriodState;
import io.stakebook.core.posting.Books;
import io.stakebook.core.posting.RecordKey;
import io.stakebook.core.posting.Stored;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A wish to reopen a closed period, and what became of it.
 *
 * @param closeNumber the close it would undo; it says nothing about a later one
 * @param approvedByOrNull the second person, null while nobody approved
 * @param version grows by one with every step
 */
public record Reopening(
        ReopeningId id,
        PeriodId period,
        long closeNumber,
        String reason,
        String requestedBy,
        Instant requestedAt,
        @Nullable String approvedByOrNull,
        @Nullable Instant approvedAtOrNull,
        long version)
        implements Stored {

    public Reopening {
        if ((approvedByOrNull == null) != (approvedAtOrNull == null)) {
            throw new IllegalArgumentException("reopening " + id + " has an approver without a time or the reverse");
        }
        if (requestedBy.equals(approvedByOrNull)) {
            throw new IllegalArgumentException("reopening " + id + " was approved by the one who asked for it");
        }
    }

    public static RecordKey key(ReopeningId id) {
        return new RecordKey(Reopening.class, id.toString());
    }

    /** @throws NotFound {@code RESOURCE_UNKNOWN}, also when it belongs to another period */
    static Reopening require(Books books, ReopeningId id, PeriodId period) {
        return books.find(Reopening.class, id.toString())
                .filter(found -> found.period().equals(period))
                .orElseThrow(() -> new NotFound(
                        ErrorCode.RESOURCE_UNKNOWN,
                        "there is no reopening " + id + " of period " + period,
                        Map.of("reopeningId", id.toString())));
    }

    public boolean approved() {
        return approvedByOrNull != null;
    }

    /** True when nobody approved and the close it is about was undone or followed by another. */
    public boolean lapsed(Period current) {
        return !approved() && (current.state() != PeriodState.CLOSED || current.closes() != closeNumber);
    }

    Reopening approved(String by, Instant at) {
        return new Reopening(id, period, closeNumber, reason, requestedBy, requestedAt, by, at, version + 1);
    }

    @Override
    public String recordId() {
        return id.toString();
    }
}
