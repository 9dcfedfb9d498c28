package io.stakebook.core.posting;

import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.error.Rejected;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Names a write for ever (design 2). The scope is the caller, so that two callers may use the same key.
 *
 * @param scope {@code sub:} and the authenticated subject, or the job, e.g. {@code accrual}
 * @param key 1 to 200 printable ASCII characters
 * @param fingerprint SHA-256, lower-case hexadecimal, of method, path and canonical body
 */
public record IdempotencyKey(String scope, String key, String fingerprint) {

    /** Scopes of callers begin with it, those of jobs do not. */
    private static final String CALLER = "sub:";

    private static final int MAX_KEY = 200;
    private static final int HASH_DIGITS = 64;

    public IdempotencyKey {
        if (key.isEmpty() || key.length() > MAX_KEY || !printable(key)) {
            throw new Rejected(
                    ErrorCode.FIELD_INVALID,
                    "an idempotency key is 1 to " + MAX_KEY + " printable ASCII characters without spaces, this has "
                            + key.length(),
                    Map.of("field", "Idempotency-Key"));
        }
        if (fingerprint.length() != HASH_DIGITS || !hexadecimal(fingerprint)) {
            throw new IllegalArgumentException("a fingerprint is 64 lower-case hexadecimal digits: " + fingerprint);
        }
    }

    /** The key of a caller's request. */
    public static IdempotencyKey ofCaller(String subject, String key, String fingerprint) {
        return new IdempotencyKey(CALLER + subject, key, fingerprint);
    }

    /** Subject of the caller; null for the key of a job. */
    public @Nullable String callerOrNull() {
        return scope.startsWith(CALLER) ? scope.substring(CALLER.length()) : null;
    }

    private static boolean printable(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) <= ' ' || text.charAt(i) > '~') {
                return false;
            }
        }
        return true;
    }

    private static boolean hexadecimal(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
                return false;
            }
        }
        return true;
    }
}
