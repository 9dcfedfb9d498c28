package io.stakebook.core.journal;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A moment on both axes of time; a null member does not restrict.
 *
 * @param effectiveAt facts that hold at or before it in the world
 * @param knownAt facts that were recorded at or before it
 */
public record AsOf(@Nullable Instant effectiveAt, @Nullable Instant knownAt) {

    /** Everything recorded. */
    public static final AsOf NOW = new AsOf(null, null);

    public boolean isNow() {
        return effectiveAt == null && knownAt == null;
    }
}
