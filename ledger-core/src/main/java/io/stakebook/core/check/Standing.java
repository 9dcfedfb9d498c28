package io.stakebook.core.check;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * What is known of the book: of each check the newest time it came to its end. A finding stands until a later pass of the
 * same check finds nothing; a pass that was given up neither clears nor raises it.
 */
public record Standing(Map<CheckName, Last> last) {

    public Standing {
        Map<CheckName, Last> copy = new EnumMap<>(CheckName.class);
        copy.putAll(last);
        last = Collections.unmodifiableMap(copy);
    }

    /** @param took how long the whole run took in which it came to its end */
    public record Last(Instant finishedAt, long found, Duration took) {}

    /** One word for an operator. */
    public enum Word {
        /** Every check came to its end and found nothing. */
        CLEAN,
        /** At least one check found something the last time it came to its end. */
        FINDINGS,
        /** No finding stands, and some check never came to its end. */
        UNCHECKED
    }

    public Word word() {
        if (found() > 0) {
            return Word.FINDINGS;
        }
        return last.size() == CheckName.values().length ? Word.CLEAN : Word.UNCHECKED;
    }

    /** Findings that stand. */
    public long found() {
        return last.values().stream().mapToLong(Last::found).sum();
    }

    /** The time up to which all of the book was looked at, empty while some check never came to its end. */
    public Optional<Instant> checkedAt() {
        return last.size() < CheckName.values().length
                ? Optional.empty()
                : last.values().stream().map(Last::finishedAt).min(Instant::compareTo);
    }
}
