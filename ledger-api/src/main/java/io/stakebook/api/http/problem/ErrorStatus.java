package io.stakebook.api.http.problem;

import static io.stakebook.core.error.ErrorCode.*;

import io.stakebook.core.error.ErrorCode;
import java.util.EnumMap;
import java.util.Map;

/** The one place where a code of the ledger becomes an HTTP status. */
public final class ErrorStatus {

    private static final Map<ErrorCode, Integer> STATUS = new EnumMap<>(ErrorCode.class);

    static {
        // 400: the request cannot be read.
        put(
                400,
                AMOUNT_MALFORMED,
                APR_MALFORMED,
                LIMIT_OUT_OF_RANGE,
                ID_MALFORMED,
                FIELD_INVALID,
                ENUM_UNKNOWN,
                CURSOR_INVALID);
        // 403: the caller may do this in general, but not here.
        put(403, SELF_APPROVAL, NOT_AUTHOR);
        // 404: not there, or not the caller's; the two are not told apart.
        put(404, PRODUCT_UNKNOWN, CUSTOMER_UNKNOWN, POSITION_UNKNOWN, ACCOUNT_UNKNOWN, ENTRY_UNKNOWN, RESOURCE_UNKNOWN);
        put(404, RESERVATION_UNKNOWN);
        // 409: the state stands against it; another time or after a reload it may work.
        put(409, RUN_OUT_OF_ORDER, CLOCK_BACKWARD, ALREADY_APPROVED, NO_CHANGE, CHANGE_EXPIRED);
        put(409, VERSION_MISMATCH, CONDITION_NOT_MET, RESERVATION_RESOLVED, RESERVATION_EXPIRED, ENTRY_REVERSED);
        put(
                409,
                PERIOD_CLOSED,
                PERIOD_NOT_OVER,
                PERIOD_OUT_OF_ORDER,
                PERIOD_NOT_READY,
                LIMITS_NOT_MET,
                SEQUENCE_NOT_REACHED);
        put(409, PRODUCT_CLOSED, TERMS_CHANGED, POSITION_CLOSED, CAPACITY_EXHAUSTED);
        put(409, STATE_CONFLICT, ALREADY_EXISTS, DAY_NOT_OVER, RUN_IN_PROGRESS, STALE);
        // 412: another version than the one in If-Match.
        put(412, PRECONDITION_FAILED);
        // 422: readable, and against a rule.
        put(422, AMOUNT_NOT_POSITIVE, AMOUNT_TOO_LARGE, AMOUNT_TOO_PRECISE, ASSET_UNKNOWN, STATEMENT_UNREADABLE);
        put(422, ENTRY_UNBALANCED, ENTRY_TOO_SHORT, INSUFFICIENT_BALANCE, EFFECTIVE_IN_FUTURE);
        put(422, BALANCE_LIMIT_EXCEEDED, RESERVATION_EXCEEDED, ENTRY_NOT_REVERSIBLE, ACCOUNT_NOT_OPEN_TO_HAND);
        put(422, BATCH_ITEM_REFUSED);
        put(422, BELOW_MINIMUM, ABOVE_CAP, STEP_MISMATCH, EARLY_REDEMPTION_FORBIDDEN, PENALTY_NOT_CONFIRMED);
        put(
                422,
                TOO_MANY_POSITIONS,
                ASSET_MISMATCH,
                ABOVE_MAXIMUM,
                PARTIAL_REDEMPTION_UNSUPPORTED,
                REDEMPTION_ABOVE_PRINCIPAL);
        put(422, APR_TOO_PRECISE, APR_OUT_OF_RANGE, TIERS_EMPTY, TIERS_NOT_CONTIGUOUS, COMMISSION_INVALID);
        put(422, LIMITS_CONTRADICT, TERM_INVALID, SNAPSHOT_UNSUPPORTED, EARLY_RATE_TOO_HIGH);
        put(422, TERMS_KIND_MISMATCH, NOT_TIGHTENING);
        put(422, IDEMPOTENCY_KEY_REUSED);
        // 5xx: ours.
        put(500, INVARIANT_BROKEN);
        put(503, OVERLOADED, QUERY_TOO_LONG, OUTCOME_UNKNOWN);
    }

    private ErrorStatus() {}

    /** The status of a code; a code without a row is a refused rule, 422 (a test keeps the table complete). */
    public static int of(ErrorCode code) {
        return STATUS.getOrDefault(code, 422);
    }

    static boolean listed(ErrorCode code) {
        return STATUS.containsKey(code);
    }

    private static void put(int status, ErrorCode... codes) {
        for (ErrorCode code : codes) {
            if (STATUS.put(code, status) != null) {
                throw new IllegalStateException(code + " has two statuses");
            }
        }
    }
}
