package io.stakebook.core.error;

import java.util.Map;

/** The state moved on: reload and decide again. Never kept as an outcome. */
public final class Conflict extends LedgerException {

    private static final long serialVersionUID = 1L;

    public Conflict(ErrorCode code, String detail) {
        this(code, detail, Map.of());
    }

    public Conflict(ErrorCode code, String detail, Map<String, String> members) {
        super(code, detail, members);
    }
}
