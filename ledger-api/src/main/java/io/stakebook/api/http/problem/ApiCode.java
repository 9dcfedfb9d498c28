package io.stakebook.api.http.problem;

/**
 * Stable codes of failures that belong to HTTP, not to the ledger, each with its one status. The ledger's own codes are
 * {@code io.stakebook.core.error.ErrorCode}; both are documented in {@code docs/reference/errors.md}.
 */
public enum ApiCode {
    REQUEST_MALFORMED(400),
    BODY_MISSING(400),
    BODY_MALFORMED(400),
    BODY_INCOMPLETE(408),
    BODY_TOO_LARGE(413),
    MEMBER_UNKNOWN(400),
    MEMBER_DUPLICATE(400),
    MEMBER_MISSING(400),
    MEMBER_TYPE_WRONG(400),
    AMOUNT_NOT_A_STRING(400),
    PARAMETER_INVALID(400),
    IDEMPOTENCY_KEY_MISSING(400),
    TOKEN_MISSING(401),
    TOKEN_MALFORMED(401),
    TOKEN_EXPIRED(401),
    TOKEN_FOREIGN(401),
    TOKEN_INVALID(401),
    ROLE_MISSING(403),
    POLICY_REVIEW(403),
    PATH_UNKNOWN(404),
    METHOD_NOT_ALLOWED(405),
    NOT_ACCEPTABLE(406),
    MEDIA_TYPE_UNSUPPORTED(415),
    PRECONDITION_MISSING(428),
    RATE_LIMITED(429),
    POLICY_REFUSED(451),
    INTERNAL(500),
    UNAVAILABLE(503);

    private final int status;

    ApiCode(int status) {
        this.status = status;
    }

    /** The HTTP status this code always comes with. */
    public int status() {
        return status;
    }
}
