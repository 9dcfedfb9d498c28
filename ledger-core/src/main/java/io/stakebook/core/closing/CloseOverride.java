package io.stakebook.core.closing;

import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.error.NotFound;
import io.stakebook.core.id.OverrideId;
import io.stakebook.core.period.PeriodId;
import io.stakebook.core.posting.Books;
import io.stakebook.core.posting.RecordKey;
import io.stakebook.core.posting.Stored;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A finance officer's yes to close a period although its checklist shows open items. Written once, never changed.
 *
 * @param closeNumber the close it is for; it says nothing about another
 * @param by neither the one who began the closing nor the one who closes
 * @param accepted the items it accepts, as they stood, one a line
 */
public record CloseOverride(
        OverrideId id, PeriodId period, long closeNumber, String reason, String by, Instant at, List<String> accepted)
        implements Stored {

    public CloseOverride {
        accepted = List.copyOf(accepted);
        if (accepted.isEmpty()) {
            throw new IllegalArgumentException("override " + id + " accepts nothing");
        }
    }

    public static RecordKey key(OverrideId id) {
        return new RecordKey(CloseOverride.class, id.toString());
    }

    /** @throws NotFound {@code RESOURCE_UNKNOWN}, also when it belongs to another period */
    static CloseOverride require(Books books, OverrideId id, PeriodId period) {
        return books.find(CloseOverride.class, id.toString())
                .filter(found -> found.period().equals(period))
                .orElseThrow(() -> new NotFound(
                        ErrorCode.RESOURCE_UNKNOWN,
                        "there is no override " + id + " of period " + period,
                        Map.of("overrideId", id.toString())));
    }

    @Override
    public String recordId() {
        return id.toString();
    }
}
