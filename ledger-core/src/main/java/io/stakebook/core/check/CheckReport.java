package io.stakebook.core.check;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a pass over the book found.
 *
 * @param startedAt business time, UTC
 * @param entries entries that stood in the book when it was read
 */
public record CheckReport(Instant startedAt, Instant finishedAt, long entries, List<Result> results) {

    public CheckReport {
        results = List.copyOf(results);
    }

    /** True when every check came to its end and found nothing. */
    public boolean clean() {
        return found() == 0 && finished();
    }

    /** How many findings there are in all. */
    public long found() {
        return results.stream().mapToLong(Result::found).sum();
    }

    /** False when a check was given up, so that nothing is known about its rule. */
    public boolean finished() {
        return results.stream().allMatch(result -> result.givenUpOrNull() == null);
    }

    /**
     * @param examined rows compared
     * @param findings at most 100 of them
     * @param found how many there are in all
     * @param givenUpOrNull why the check was given up before its end, null when it came to it
     */
    public record Result(
            CheckName check,
            long examined,
            long found,
            List<Finding> findings,
            @Nullable String givenUpOrNull) {

        public Result {
            findings = List.copyOf(findings);
        }
    }
}
