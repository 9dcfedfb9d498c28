package io.stakebook.core.regions;

import io.stakebook.core.error.Conflict;
import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.error.LedgerException;
import io.stakebook.core.error.Rejected;
import io.stakebook.policy.PolicyException;
import io.stakebook.policy.PolicyException.ChangeConflict;
import io.stakebook.policy.PolicyException.ChangeRefused;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/** Takes steps of a change request and says refusals in the ledger's own codes. */
final class ChangeRefusals {

    private ChangeRefusals() {}

    static <T> T take(Supplier<T> step) {
        try {
            return step.get();
        } catch (ChangeRefused e) {
            throw refusal(e);
        } catch (ChangeConflict e) {
            throw new Conflict(ErrorCode.STALE, text(e));
        }
    }

    private static LedgerException refusal(ChangeRefused e) {
        Map<String, String> members = e.state().isEmpty()
                ? Map.of("rule", e.code())
                : Map.of("rule", e.code(), "state", e.state().toLowerCase(Locale.ROOT));
        return switch (e.code()) {
            case "SELF_APPROVAL", "SELF_REJECTION" -> new Rejected(ErrorCode.SELF_APPROVAL, text(e), members);
            case "ALREADY_APPROVED" -> new Rejected(ErrorCode.ALREADY_APPROVED, text(e), members);
            case "NOT_AUTHOR" -> new Rejected(ErrorCode.NOT_AUTHOR, text(e), members);
            case "NOT_TIGHTENING" -> new Rejected(ErrorCode.NOT_TIGHTENING, text(e), members);
            case "EXPIRED" -> new Rejected(ErrorCode.CHANGE_EXPIRED, text(e), members);
            case "TOO_LONG" -> new Rejected(ErrorCode.FIELD_INVALID, text(e), Map.of("field", "hours"));
            case "NO_CHANGE" -> new Rejected(ErrorCode.NO_CHANGE, text(e), members);
            case "NO_REASON" -> new Rejected(ErrorCode.FIELD_INVALID, text(e), Map.of("field", "reason"));
            case "CONTENT_CHANGED", "PREVIEW_MISMATCH" -> new Conflict(ErrorCode.STALE, text(e), members);
            default -> new Rejected(ErrorCode.STATE_CONFLICT, text(e), members);
        };
    }

    private static String text(PolicyException e) {
        String message = e.getMessage();
        return message == null ? e.getClass().getSimpleName() : message;
    }
}
