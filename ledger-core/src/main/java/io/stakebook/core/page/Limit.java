package io.stakebook.core.page;

import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.error.Rejected;
import java.util.Map;

/** How many items a page may hold, 1 to {@value #MAX}. */
public record Limit(int value) {

    public static final int MAX = 200;

    /** Rows a page looks at where a filter is only compared. */
    public static final int MOST_LOOKED_AT = 5_000;

    public static final Limit DEFAULT = new Limit(50);

    /** The largest page, for jobs that read everything. */
    public static final Limit LARGEST = new Limit(MAX);

    public Limit {
        if (value < 1 || value > MAX) {
            throw new Rejected(
                    ErrorCode.LIMIT_OUT_OF_RANGE,
                    "a page holds 1 to " + MAX + " items, not " + value,
                    Map.of("field", "limit", "max", Integer.toString(MAX)));
        }
    }
}
