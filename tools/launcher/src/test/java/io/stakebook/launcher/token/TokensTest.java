package io.stakebook.launcher.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TokensTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    private final Tokens tokens = Tokens.generate("https://issuer.test", Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void token_verifiesWithThePublishedKey_andWithNoOther() throws Exception {
        String token = tokens.mint("cust_1", Set.of(Role.USER), Duration.ofHours(1));
        Tokens stranger = Tokens.generate("https://issuer.test", Clock.fixed(NOW, ZoneOffset.UTC));

        assertThat(verifies(token, tokens.publicKeyPem())).isTrue();
        assertThat(verifies(token, stranger.publicKeyPem())).isFalse();
    }

    @Test
    void token_changedAfterwards_doesNotVerify() throws Exception {
        String token = tokens.mint("cust_1", Set.of(Role.USER), Duration.ofHours(1));
        String forged = token.replaceFirst("\\..*\\.", "." + encode("{\"sub\":\"cust_2\"}") + ".");

        assertThat(verifies(forged, tokens.publicKeyPem())).isFalse();
    }

    @Test
    void token_saysWhoWhatAndUntilWhen() throws Exception {
        JsonNode claims = claims(
                tokens.mint("quoted\"name", EnumSet.of(Role.FINANCE, Role.COMPLIANCE_AUTHOR), Duration.ofMinutes(10)));

        assertThat(claims.get("iss").textValue()).isEqualTo("https://issuer.test");
        assertThat(claims.get("sub").textValue()).isEqualTo("quoted\"name");
        assertThat(claims.get("upn").textValue()).isEqualTo("quoted\"name");
        assertThat(claims.get("groups"))
                .extracting(JsonNode::textValue)
                .containsExactly("compliance-author", "finance");
        assertThat(claims.get("iat").longValue()).isEqualTo(NOW.getEpochSecond());
        assertThat(claims.get("exp").longValue()).isEqualTo(NOW.plusSeconds(600).getEpochSecond());
    }

    @Test
    void tokens_haveIdsOfTheirOwn() throws Exception {
        assertThat(claims(tokens.mint("a", Set.of(), Duration.ofHours(1))).get("jti"))
                .isNotEqualTo(
                        claims(tokens.mint("a", Set.of(), Duration.ofHours(1))).get("jti"));
    }

    @Test
    void token_withoutLifetime_isRefused() {
        assertThatThrownBy(() -> tokens.mint("a", Set.of(), Duration.ZERO)).hasMessageContaining("at least a second");
    }

    @Test
    void signingKey_isAnEd25519KeyTheJdkReads() throws Exception {
        String pem = Pem.of(Pem.newEd25519Pair().getPrivate());

        byte[] der = der(pem);

        assertThat(KeyFactory.getInstance("Ed25519")
                        .generatePrivate(new PKCS8EncodedKeySpec(der))
                        .getAlgorithm())
                .isEqualTo("EdDSA");
        assertThat(pem).startsWith("-----BEGIN PRIVATE KEY-----\n").endsWith("\n-----END PRIVATE KEY-----\n");
    }

    private static boolean verifies(String token, String pem) throws Exception {
        int dot = token.lastIndexOf('.');
        PublicKey key = KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(der(pem)));
        Signature rs256 = Signature.getInstance("SHA256withRSA");
        rs256.initVerify(key);
        rs256.update(token.substring(0, dot).getBytes(StandardCharsets.US_ASCII));
        return rs256.verify(Base64.getUrlDecoder().decode(token.substring(dot + 1)));
    }

    private static JsonNode claims(String token) throws Exception {
        return new ObjectMapper()
                .readTree(
                        Base64.getUrlDecoder().decode(token.substring(token.indexOf('.') + 1, token.lastIndexOf('.'))));
    }

    private static byte[] der(String pem) {
        return Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
    }

    private static String encode(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}
