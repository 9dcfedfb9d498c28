package io.stakebook.core.error;

/**
 * Every stable reason the ledger gives for refusing a request. The name is the wire value; names are never reused.
 *
 * <p>Reference for callers: {@code docs/reference/errors.md}. The API maps each code to one HTTP status in one place.
 */
public enum ErrorCode {
    // Input that cannot be read or is out of range.
    AMOUNT_MALFORMED,
    AMOUNT_NOT_POSITIVE,
    AMOUNT_TOO_LARGE,
    AMOUNT_TOO_PRECISE,
    ID_MALFORMED,
    FIELD_INVALID,
    ENUM_UNKNOWN,
    CURSOR_INVALID,
    STATEMENT_UNREADABLE,
    LIMIT_OUT_OF_RANGE,
    // Things that are not there, or not yours: the two are not told apart on purpose.
    ASSET_UNKNOWN,
    PRODUCT_UNKNOWN,
    CUSTOMER_UNKNOWN,
    POSITION_UNKNOWN,
    ACCOUNT_UNKNOWN,
    ENTRY_UNKNOWN,
    RESOURCE_UNKNOWN,
    // Rules of the book.
    ENTRY_UNBALANCED,
    ENTRY_TOO_SHORT,
    INSUFFICIENT_BALANCE,
    BALANCE_LIMIT_EXCEEDED,
    LIMITS_NOT_MET,
    ACCOUNT_NOT_OPEN_TO_HAND,
    CONDITION_NOT_MET,
    ENTRY_NOT_REVERSIBLE,
    BATCH_ITEM_REFUSED,
    EFFECTIVE_IN_FUTURE,
    ASSET_MISMATCH,
    // Nonsense in the terms of a product.
    APR_MALFORMED,
    APR_TOO_PRECISE,
    APR_OUT_OF_RANGE,
    TIERS_EMPTY,
    TIERS_NOT_CONTIGUOUS,
    COMMISSION_INVALID,
    LIMITS_CONTRADICT,
    TERM_INVALID,
    SNAPSHOT_UNSUPPORTED,
    EARLY_RATE_TOO_HIGH,
    TERMS_KIND_MISMATCH,
    // Rules of a product.
    BELOW_MINIMUM,
    ABOVE_MAXIMUM,
    ABOVE_CAP,
    TOO_MANY_POSITIONS,
    STEP_MISMATCH,
    CAPACITY_EXHAUSTED,
    PRODUCT_CLOSED,
    TERMS_CHANGED,
    EARLY_REDEMPTION_FORBIDDEN,
    PENALTY_NOT_CONFIRMED,
    POSITION_CLOSED,
    PARTIAL_REDEMPTION_UNSUPPORTED,
    REDEMPTION_ABOVE_PRINCIPAL,
    // Reservations.
    RESERVATION_UNKNOWN,
    RESERVATION_RESOLVED,
    RESERVATION_EXPIRED,
    RESERVATION_EXCEEDED,
    // Periods.
    PERIOD_CLOSED,
    PERIOD_NOT_OVER,
    PERIOD_OUT_OF_ORDER,
    PERIOD_NOT_READY,
    // State.
    VERSION_MISMATCH,
    ENTRY_REVERSED,
    SEQUENCE_NOT_REACHED,
    STATE_CONFLICT,
    ALREADY_EXISTS,
    DAY_NOT_OVER,
    RUN_IN_PROGRESS,
    RUN_OUT_OF_ORDER,
    CLOCK_BACKWARD,
    STALE,
    PRECONDITION_FAILED,
    SELF_APPROVAL,
    ALREADY_APPROVED,
    NOT_AUTHOR,
    NO_CHANGE,
    NOT_TIGHTENING,
    CHANGE_EXPIRED,
    // Idempotency (design 2).
    IDEMPOTENCY_KEY_REUSED,
    // The ledger itself.
    INVARIANT_BROKEN,
    OVERLOADED,
    QUERY_TOO_LONG,
    OUTCOME_UNKNOWN
}
