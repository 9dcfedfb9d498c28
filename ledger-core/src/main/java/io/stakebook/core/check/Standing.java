package io.stakebook.core.check;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the book, check by check. A finding stands until a later pass of the same check comes to its end and finds
 * nothing; a pass that was given up raises what it found by then and clears nothing.
 */
public record Standing(Map<CheckName, Last> last) {

    public Standing {
        Map<CheckName, Last> copy = new EnumMap<>(CheckName.class);
        copy.putAll(last);
        last = Collections.unmodifiableMap(copy);
    }

    /**
     * @param endedAtOrNull when the check last came to its end, null when it never did
     * @param found what stands
     * @param tookOrNull how long the whole run took in which it last came to its end
     */
    public record Last(
            @Nullable Instant endedAtOrNull,
            long found,
            @Nullable Duration tookOrNull) {

        public Optional<Instant> endedAt() {
            return Optional.ofNullable(endedAtOrNull);
        }
    }

    /** One word for an operator. */
    public enum Word {
        /** Every check came to its end and found nothing. */
        CLEAN,
        /** At least one check found something, and has not come to its end without since. */
        FINDINGS,
        /** No finding stands, and some check never came to its end. */
        UNCHECKED
    }

    public Word word() {
        if (found() > 0) {
            return Word.FINDINGS;
        }
        return checkedAt().isPresent() ? Word.CLEAN : Word.UNCHECKED;
    }

    /** Findings that stand. */
    public long found() {
        return last.values().stream().mapToLong(Last::found).sum();
    }

    /** The time up to which all of the book was looked at, empty while some check never came to its end. */
    public Optional<Instant> checkedAt() {
        List<Instant> ended =
                last.values().stream().flatMap(each -> each.endedAt().stream()).toList();
        return ended.size() < CheckName.values().length
                ? Optional.empty()
                : ended.stream().min(Instant::compareTo);
    }
}
