package io.stakebook.core.check;

import java.time.Instant;
import java.util.List;

/**
 * What a pass over the book found; clean when there is no finding.
 *
 * @param entries entries that stood in the book when it was read
 */
public record CheckReport(Instant startedAt, Instant finishedAt, long entries, List<Result> results) {

    public CheckReport {
        results = List.copyOf(results);
    }

    public boolean clean() {
        return results.stream().allMatch(result -> result.findings().isEmpty());
    }

    /**
     * @param examined rows compared
     * @param findings at most 100 of them
     * @param found how many there are in all
     */
    public record Result(CheckName check, long examined, long found, List<Finding> findings) {

        public Result {
            findings = List.copyOf(findings);
        }
    }
}
