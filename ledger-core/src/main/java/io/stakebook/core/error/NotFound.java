package io.stakebook.core.error;

import java.util.Map;

/** The thing named does not exist, or is not the caller's to see. */
public final class NotFound extends LedgerException {

    private static final long serialVersionUID = 1L;

    public NotFound(ErrorCode code, String detail) {
        this(code, detail, Map.of());
    }

    public NotFound(ErrorCode code, String detail, Map<String, String> members) {
        super(code, detail, members);
    }
}
