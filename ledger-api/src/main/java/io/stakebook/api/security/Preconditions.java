package io.stakebook.api.security;

import io.stakebook.api.http.problem.ApiCode;
import io.stakebook.api.http.problem.RefusedRequest;
import io.stakebook.api.http.problem.Shown;
import io.stakebook.core.error.Conflict;
import io.stakebook.core.error.ErrorCode;

/** Reads conditional headers (RFC 9110 section 13). */
public final class Preconditions {

    private Preconditions() {}

    /**
     * The version named in {@code If-Match}.
     *
     * @throws RefusedRequest {@code PRECONDITION_MISSING} without the header
     * @throws Conflict {@code PRECONDITION_FAILED} when it names no version of ours
     */
    public static long version(Call call) {
        String tag = call.ifMatchOrNull();
        if (tag == null || tag.isBlank()) {
            throw new RefusedRequest(
                    ApiCode.PRECONDITION_MISSING, "this needs If-Match with the ETag of the thing as you read it");
        }
        if (!tag.strip().matches("\"[0-9]{1,18}\"")) {
            throw new Conflict(
                    ErrorCode.PRECONDITION_FAILED,
                    "If-Match names no version of this thing: it is a number in quotes, such as \"3\", not "
                            + Shown.of(tag.strip()));
        }
        return Long.parseLong(tag.strip().substring(1, tag.strip().length() - 1));
    }
}
