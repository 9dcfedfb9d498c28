package io.stakebook.api.deployed;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;

/** Mints RS256 tokens as MicroProfile JWT 2.1 section 4.1 wants them. */
final class TestIssuer {

    static final String NAME = "https://issuer.test.example";
    static final String AUDIENCE = "stakebook";

    private static final Duration LIFETIME = Duration.ofMinutes(30);
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final KeyPair pair;
    private final Clock clock;

    /** @param clock the wall clock that the server checks a token's times with */
    TestIssuer(Clock clock) {
        this.clock = clock;
        this.pair = newPair("RSA");
    }

    static KeyPair newPair(String algorithm) {
        try {
            return KeyPairGenerator.getInstance(algorithm).generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no " + algorithm, e);
        }
    }

    /** PEM text (RFC 7468). */
    static String pem(String label, byte[] der) {
        String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return "-----BEGIN " + label + "-----\n" + lines + "\n-----END " + label + "-----\n";
    }

    String publicKeyPem() {
        return pem("PUBLIC KEY", pair.getPublic().getEncoded());
    }

    /**
     * A token that is good for half an hour.
     *
     * @param subject for a user the customer's id
     * @param role as it stands in {@code groups}
     */
    String token(String subject, String role) {
        return tokenFor(AUDIENCE, subject, role);
    }

    /** @param audience whom the token is made for */
    String tokenFor(String audience, String subject, String role) {
        Instant now = clock.instant();
        String claims = """
                {"iss":"%s","aud":"%s","sub":"%s","upn":"%s","groups":["%s"],"iat":%d,"exp":%d,"jti":"%s-%s"}""".formatted(
                        NAME,
                        audience,
                        subject,
                        subject,
                        role,
                        now.getEpochSecond(),
                        now.plus(LIFETIME).getEpochSecond(),
                        subject,
                        role);
        String content = part("{\"alg\":\"RS256\",\"typ\":\"JWT\"}") + "." + part(claims);
        try {
            Signature rs256 = Signature.getInstance("SHA256withRSA");
            rs256.initSign(pair.getPrivate());
            rs256.update(content.getBytes(StandardCharsets.US_ASCII));
            return content + "." + BASE64.encodeToString(rs256.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("could not sign a token", e);
        }
    }

    private static String part(String json) {
        return BASE64.encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}
