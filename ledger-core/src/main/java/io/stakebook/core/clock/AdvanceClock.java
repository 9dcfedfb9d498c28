package io.stakebook.core.clock;

import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.error.Rejected;
import io.stakebook.core.posting.Books;
import io.stakebook.core.posting.Command;
import io.stakebook.core.posting.Needs;
import io.stakebook.core.posting.Plan;
import io.stakebook.core.posting.RecordKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Moves the book's clock forward to an instant. Offered only where a test clock is enabled. */
public record AdvanceClock(Instant advanceTo) implements Command<ClockOffset> {

    private static final Duration FARTHEST = Duration.ofDays(3_660);

    @Override
    public Needs needs() {
        return new Needs(Set.of(), Set.of(new RecordKey(ClockOffset.class, ClockOffset.ID)));
    }

    @Override
    public Plan<ClockOffset> decide(Books books) {
        ClockOffset current = books.find(ClockOffset.class, ClockOffset.ID).orElse(ClockOffset.NONE);
        Duration ahead = Duration.between(books.recordedAt(), advanceTo);
        if (ahead.isNegative()) {
            throw new Rejected(
                    ErrorCode.CLOCK_BACKWARD,
                    "the clock stands at " + books.recordedAt() + " and only moves forward, not to " + advanceTo,
                    Map.of("now", books.recordedAt().toString()));
        }
        if (ahead.compareTo(FARTHEST) > 0) {
            throw new Rejected(
                    ErrorCode.FIELD_INVALID,
                    "the clock moves at most " + FARTHEST.toDays() + " days at a time, not to " + advanceTo,
                    Map.of("field", "advanceTo"));
        }
        long seconds = ahead.plusNanos(999_999_999).toSeconds();
        ClockOffset moved = new ClockOffset(current.seconds() + seconds, current.version() + 1);
        return new Plan.Accepted<>(moved, List.of(), List.of(moved), Optional.empty(), List.of());
    }
}
