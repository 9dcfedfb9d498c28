package io.stakebook.core.reconciliation;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A statement and what became of its breaks.
 *
 * @param found number of breaks by type; types without a break are left out
 * @param open number of breaks that are not resolved yet
 */
public record StatementSummary(Statement statement, SortedMap<BreakType, Long> found, long open) {

    public StatementSummary {
        found = Collections.unmodifiableSortedMap(new TreeMap<>(found));
    }

    static StatementSummary of(Statement statement, Iterable<Break> breaks) {
        SortedMap<BreakType, Long> found = new TreeMap<>();
        breaks.forEach(one -> found.merge(one.type(), 1L, Long::sum));
        return new StatementSummary(
                statement,
                found,
                found.values().stream().mapToLong(Long::longValue).sum());
    }

    /** A summary of counts by type, as they were read. */
    public static StatementSummary of(Statement statement, Map<BreakType, Long> found, long open) {
        return new StatementSummary(statement, new TreeMap<>(found), open);
    }
}
