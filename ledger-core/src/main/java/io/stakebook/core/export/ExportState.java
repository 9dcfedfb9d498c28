package io.stakebook.core.export;

import java.util.Locale;

/** How far an export is. */
public enum ExportState {
    QUEUED,
    RUNNING,
    COMPLETED,
    FAILED;

    /** Lower-case wire form. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
