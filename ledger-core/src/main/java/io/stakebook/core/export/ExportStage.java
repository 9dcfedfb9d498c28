package io.stakebook.core.export;

/** What a running export is doing. */
public enum ExportStage {
    /** Waits for its turn. */
    WAITING,
    /** Fixes its first and last event. */
    PLANNING,
    /** Reads, judges and writes the events. */
    WRITING,
    /** Packs the bundle for download. */
    PACKING,
    /** Nothing is left to do. */
    DONE
}
