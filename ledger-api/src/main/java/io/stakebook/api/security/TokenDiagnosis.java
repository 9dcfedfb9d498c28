package io.stakebook.api.security;

import io.stakebook.api.http.body.JsonTree;
import io.stakebook.api.http.body.StrictJson;
import io.stakebook.api.http.problem.ApiCode;
import io.stakebook.api.http.problem.RefusedRequest;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Says why the container refused a token, from its unverified claims. Only the wording of a 401 rests on it: the request
 * is already refused.
 */
final class TokenDiagnosis {

    private TokenDiagnosis() {}

    static ApiCode of(@Nullable String authorization, String issuer, Instant now) {
        if (authorization == null || authorization.isBlank()) {
            return ApiCode.TOKEN_MISSING;
        }
        if (!authorization.regionMatches(true, 0, "Bearer ", 0, 7)) {
            return ApiCode.TOKEN_MALFORMED;
        }
        String[] parts = authorization.substring(7).trim().split("\\.", -1);
        if (parts.length != 3) {
            return ApiCode.TOKEN_MALFORMED;
        }
        try {
            Map<String, JsonTree> claims = StrictJson.readObject(
                            Base64.getUrlDecoder().decode(parts[1]))
                    .members();
            if (!(claims.get("iss") instanceof JsonTree.Text claimed)
                    || !claimed.value().equals(issuer)) {
                return ApiCode.TOKEN_FOREIGN;
            }
            return claims.get("exp") instanceof JsonTree.Numeral expiry && !isAfter(expiry, now)
                    ? ApiCode.TOKEN_EXPIRED
                    : ApiCode.TOKEN_INVALID;
        } catch (IllegalArgumentException | RefusedRequest e) {
            return ApiCode.TOKEN_MALFORMED;
        }
    }

    static String sentence(ApiCode code) {
        return switch (code) {
            case TOKEN_MISSING -> "this operation needs a bearer token";
            case TOKEN_EXPIRED -> "the token has expired; get a new one";
            case TOKEN_FOREIGN -> "the token was issued by someone this book does not trust";
            case TOKEN_MALFORMED -> "the Authorization header holds no readable bearer token";
            default -> "the token's signature or claims do not hold";
        };
    }

    private static boolean isAfter(JsonTree.Numeral seconds, Instant now) {
        return new BigDecimal(seconds.lexical()).compareTo(BigDecimal.valueOf(now.getEpochSecond())) > 0;
    }
}
