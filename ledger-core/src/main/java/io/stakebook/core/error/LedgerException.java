package io.stakebook.core.error;

import java.util.Map;

/**
 * Root of everything the ledger refuses or cannot do. The message names the object, the rule and the numbers; it holds no
 * secret and no personal data, so it may be shown to the caller.
 */
public abstract sealed class LedgerException extends RuntimeException
        permits Rejected, NotFound, Conflict, Unavailable, Corrupt {

    private static final long serialVersionUID = 1L;

    private final ErrorCode code;
    private final transient Map<String, String> members;

    LedgerException(ErrorCode code, String detail, Map<String, String> members) {
        super(detail);
        this.code = code;
        this.members = Map.copyOf(members);
    }

    /** The stable code, see {@link ErrorCode}. */
    public ErrorCode code() {
        return code;
    }

    /** The numbers and names behind the refusal, for example {@code available} and {@code needed}, as wire strings. */
    public Map<String, String> members() {
        return members;
    }

    /** The sentence shown to the caller. */
    public String detail() {
        String message = getMessage();
        return message == null ? code.name() : message;
    }
}
