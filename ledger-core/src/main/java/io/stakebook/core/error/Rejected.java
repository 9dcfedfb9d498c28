package io.stakebook.core.error;

import java.util.Map;

/** The caller can fix it: the request breaks a rule. A rejection that was reached inside a write is an outcome and is kept. */
public final class Rejected extends LedgerException {

    private static final long serialVersionUID = 1L;

    public Rejected(ErrorCode code, String detail) {
        this(code, detail, Map.of());
    }

    public Rejected(ErrorCode code, String detail, Map<String, String> members) {
        super(code, detail, members);
    }
}
