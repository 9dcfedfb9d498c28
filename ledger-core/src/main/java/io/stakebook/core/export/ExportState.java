package io.stakebook.core.export;

/** How far an export is. */
public enum ExportState {
    QUEUED,
    RUNNING,
    COMPLETED,
    FAILED
}
