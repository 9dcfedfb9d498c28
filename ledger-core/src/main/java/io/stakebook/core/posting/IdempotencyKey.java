package io.stakebook.core.posting;

import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.error.Rejected;
import java.util.Map;

/**
 * Names a write for ever (design 2). The scope is the caller, so that two callers may use the same key.
 *
 * @param scope the authenticated subject, or the job, e.g. {@code accrual}
 * @param key 1 to 200 printable ASCII characters
 * @param fingerprint SHA-256, lower-case hexadecimal, of method, path and canonical body
 */
public record IdempotencyKey(String scope, String key, String fingerprint) {

    private static final int MAX_KEY = 200;

    public IdempotencyKey {
        boolean printable = key.chars().allMatch(c -> c > 0x20 && c < 0x7F);
        if (key.isEmpty() || key.length() > MAX_KEY || !printable) {
            throw new Rejected(
                    ErrorCode.FIELD_INVALID,
                    "an idempotency key is 1 to " + MAX_KEY + " printable ASCII characters without spaces, this has "
                            + key.length(),
                    Map.of("field", "Idempotency-Key"));
        }
        if (!fingerprint.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("a fingerprint is 64 lower-case hexadecimal digits: " + fingerprint);
        }
    }
}
