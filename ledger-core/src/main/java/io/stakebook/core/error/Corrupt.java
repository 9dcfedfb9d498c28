package io.stakebook.core.error;

import java.util.Map;

/** An invariant of the book is broken: stop, keep the evidence, page someone. */
public final class Corrupt extends LedgerException {

    private static final long serialVersionUID = 1L;

    public Corrupt(ErrorCode code, String detail) {
        this(code, detail, Map.of());
    }

    public Corrupt(ErrorCode code, String detail, Map<String, String> members) {
        super(code, detail, members);
    }
}
