package io.stakebook.core.export;

/**
 * The stretch of the log an export holds: events {@code from} (inclusive) to {@code to} (exclusive), as sizes of the log.
 */
public record ExportRange(long from, long to) {

    public ExportRange {
        if (from < 0 || to < from) {
            throw new IllegalArgumentException("an export cannot run from " + from + " to " + to);
        }
    }

    public long events() {
        return to - from;
    }
}
