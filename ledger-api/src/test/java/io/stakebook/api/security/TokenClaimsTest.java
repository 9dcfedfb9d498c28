package io.stakebook.api.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stakebook.api.http.problem.ApiCode;
import io.stakebook.api.http.problem.RefusedRequest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a token with a valid signature may still say wrongly. */
class TokenClaimsTest {

    private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);

    @Test
    void subjectThatIsNoText_isRefused_andNotOurFault() {
        assertThat(AccessFilter.subject(claiming("sub", "staff"))).isEqualTo("staff");
        for (Object subject : List.of(5, List.of("staff"))) {
            assertThatThrownBy(() -> AccessFilter.subject(claiming("sub", subject)))
                    .isInstanceOfSatisfying(
                            RefusedRequest.class,
                            refused -> assertThat(refused.code()).isEqualTo(ApiCode.TOKEN_MALFORMED.name()));
        }
    }

    @ParameterizedTest
    @CsvSource({"1800000001, TOKEN_INVALID", "1.9e9, TOKEN_INVALID", "soon, TOKEN_MALFORMED", "[], TOKEN_MALFORMED"})
    void tokenThatIsNotValidYet_isRefused(String from, ApiCode code) {
        assertThatThrownBy(() -> AccessFilter.requireBegun(claiming("nbf", from), NOW))
                .isInstanceOfSatisfying(
                        RefusedRequest.class,
                        refused -> assertThat(refused.code()).isEqualTo(code.name()));
    }

    @Test
    void tokenWhoseTimeHasCome_orThatNamesNone_isTaken() {
        assertThatCode(() -> AccessFilter.requireBegun(claiming("nbf", 1_800_000_000L), NOW))
                .doesNotThrowAnyException();
        assertThatCode(() -> AccessFilter.requireBegun(claiming("sub", "staff"), NOW))
                .doesNotThrowAnyException();
    }

    private static JsonWebToken claiming(String name, Object value) {
        Map<String, Object> claims = Map.of(name, value);
        return new JsonWebToken() {
            @Override
            public String getName() {
                return "staff";
            }

            @Override
            public Set<String> getClaimNames() {
                return claims.keySet();
            }

            @Override
            @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
            public <T> @Nullable T getClaim(String claim) {
                return (T) claims.get(claim);
            }
        };
    }
}
