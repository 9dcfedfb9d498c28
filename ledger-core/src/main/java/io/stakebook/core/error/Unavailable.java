package io.stakebook.core.error;

import java.util.Map;

/**
 * The ledger cannot answer now; ask again with the same idempotency key. Never kept as an outcome. The only kind that may leave
 * open whether anything was done ({@link ErrorCode#OUTCOME_UNKNOWN}).
 */
public final class Unavailable extends LedgerException {

    private static final long serialVersionUID = 1L;

    public Unavailable(ErrorCode code, String detail) {
        this(code, detail, Map.of());
    }

    public Unavailable(ErrorCode code, String detail, Map<String, String> members) {
        super(code, detail, members);
    }
}
