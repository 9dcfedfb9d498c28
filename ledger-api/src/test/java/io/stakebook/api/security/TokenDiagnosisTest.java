package io.stakebook.api.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.stakebook.api.http.problem.ApiCode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class TokenDiagnosisTest {

    private static final String ISSUER = "https://issuer.example";
    private static final Instant NOW = Instant.ofEpochSecond(1_000);

    @Test
    void header_thatIsAbsent_isAMissingToken() {
        assertThat(TokenDiagnosis.of(null, ISSUER, NOW)).isEqualTo(ApiCode.TOKEN_MISSING);
    }

    @Test
    void header_thatIsNoToken_isMalformed() {
        assertThat(TokenDiagnosis.of("Basic abc", ISSUER, NOW)).isEqualTo(ApiCode.TOKEN_MALFORMED);
        assertThat(TokenDiagnosis.of("Bearer abc", ISSUER, NOW)).isEqualTo(ApiCode.TOKEN_MALFORMED);
        assertThat(TokenDiagnosis.of("Bearer a.!.c", ISSUER, NOW)).isEqualTo(ApiCode.TOKEN_MALFORMED);
    }

    @Test
    void token_ofAnotherIssuer_isForeignEvenWhenExpired() {
        assertThat(diagnose("{\"iss\":\"https://evil.example\",\"exp\":10}")).isEqualTo(ApiCode.TOKEN_FOREIGN);
    }

    @Test
    void token_pastItsExpiry_isExpired() {
        assertThat(diagnose("{\"iss\":\"" + ISSUER + "\",\"exp\":1000}")).isEqualTo(ApiCode.TOKEN_EXPIRED);
    }

    @Test
    void token_thatOnlyItsSignatureSpeaksAgainst_isInvalid() {
        assertThat(diagnose("{\"iss\":\"" + ISSUER + "\",\"exp\":1001}")).isEqualTo(ApiCode.TOKEN_INVALID);
    }

    private static ApiCode diagnose(String claims) {
        String payload =
                Base64.getUrlEncoder().withoutPadding().encodeToString(claims.getBytes(StandardCharsets.UTF_8));
        return TokenDiagnosis.of("Bearer h." + payload + ".s", ISSUER, NOW);
    }
}
