package io.stakebook.launcher.token;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Mints RS256 tokens as MicroProfile JWT 2.1 section 4.1 wants them, with nothing but the JDK's crypto. */
public final class Tokens {

    private static final int KEY_BITS = 2048;
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String issuer;
    private final Clock clock;
    private final KeyPair pair;
    private final SecureRandom random = new SecureRandom();

    private Tokens(String issuer, Clock clock, KeyPair pair) {
        this.issuer = issuer;
        this.clock = clock;
        this.pair = pair;
    }

    /**
     * An issuer with a new key pair.
     *
     * @param clock the wall clock of the machine that checks the tokens, not the business clock
     */
    public static Tokens generate(String issuer, Clock clock) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(KEY_BITS);
            return new Tokens(issuer, clock, generator.generateKeyPair());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no RSA", e);
        }
    }

    /** The public key as the PEM text that {@code mp.jwt.verify.publickey.location} points at. */
    public String publicKeyPem() {
        return Pem.encode("PUBLIC KEY", pair.getPublic().getEncoded());
    }

    /**
     * A signed token.
     *
     * @param subject who it is about; for a {@link Role#USER} the customer's id
     * @param lifetime until it expires, at least a second
     */
    public String mint(String subject, Set<Role> roles, Duration lifetime) {
        if (lifetime.toSeconds() < 1) {
            throw new IllegalArgumentException("a token must live at least a second, not " + lifetime);
        }
        Instant now = clock.instant();
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("iss", issuer);
        claims.put("sub", subject);
        claims.put("upn", subject);
        claims.put(
                "groups",
                roles.stream().map(Role::wire).collect(java.util.stream.Collectors.toCollection(TreeSet::new)));
        claims.put("iat", now.getEpochSecond());
        claims.put("exp", now.plus(lifetime).getEpochSecond());
        byte[] id = new byte[16];
        random.nextBytes(id);
        claims.put("jti", HexFormat.of().formatHex(id));
        return sign(Map.of("alg", "RS256", "typ", "JWT"), claims, pair.getPrivate());
    }

    private static String sign(Map<String, String> header, Map<String, Object> claims, PrivateKey key) {
        try {
            String content = part(JSON.writeValueAsBytes(header)) + "." + part(JSON.writeValueAsBytes(claims));
            Signature rs256 = Signature.getInstance("SHA256withRSA");
            rs256.initSign(key);
            rs256.update(content.getBytes(StandardCharsets.US_ASCII));
            return content + "." + part(rs256.sign());
        } catch (JsonProcessingException | GeneralSecurityException e) {
            throw new IllegalStateException("could not sign a token", e);
        }
    }

    private static String part(byte[] bytes) {
        return BASE64.encodeToString(bytes);
    }
}
