package io.stakebook.core.proof.note;

import io.stakebook.core.proof.Malformed;
import io.stakebook.core.proof.merkle.Hash;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/**
 * A named Ed25519 public key in the C2SP signed-note scheme.
 *
 * <p>Its text is {@code name+hash+base64(0x01 ‖ key)}; the hash is the first four bytes of SHA-256(name ‖ 0x0A ‖ 0x01 ‖
 * key).
 */
public final class VerifierKey {
    /** Signature type of Ed25519 over the note's text. */
    public static final byte ED25519 = 1;

    private static final int RAW_LENGTH = 32;
    private static final int HASH_LENGTH = 4;
    /** DER of SubjectPublicKeyInfo up to the raw key (RFC 8410 section 4). */
    private static final byte[] SPKI_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

    private static final String PEM_BEGIN = "-----BEGIN PUBLIC KEY-----";
    private static final String PEM_END = "-----END PUBLIC KEY-----";

    private final String name;
    private final byte[] rawKey;
    private final byte[] keyHash;

    private VerifierKey(String name, byte[] rawKey) {
        this.name = name;
        this.rawKey = rawKey;
        byte[] hashed = concat(name.getBytes(StandardCharsets.UTF_8), new byte[] {'\n', ED25519}, rawKey);
        this.keyHash = Arrays.copyOf(Hash.sha256(hashed).toBytes(), HASH_LENGTH);
    }

    /** A key from its 32 raw bytes. */
    public static VerifierKey ofEd25519(String name, byte[] rawKey) {
        checkName(name);
        if (rawKey.length != RAW_LENGTH) {
            throw new Malformed("an Ed25519 key has " + RAW_LENGTH + " bytes, not " + rawKey.length);
        }
        return new VerifierKey(name, rawKey.clone());
    }

    /** A key from the JDK's or another provider's public key object. */
    public static VerifierKey ofEd25519(String name, PublicKey key) {
        byte[] spki = key.getEncoded();
        if (spki == null
                || spki.length != SPKI_PREFIX.length + RAW_LENGTH
                || Arrays.mismatch(spki, SPKI_PREFIX) != SPKI_PREFIX.length) {
            throw new Malformed("the public key for " + name + " is not an Ed25519 key");
        }
        return ofEd25519(name, Arrays.copyOfRange(spki, SPKI_PREFIX.length, spki.length));
    }

    /** Reads {@link #toString}; throws {@link Malformed} for any other spelling. */
    public static VerifierKey parse(String vkey) {
        String[] parts = vkey.split("\\+", 3);
        if (parts.length != 3) {
            throw new Malformed("a verifier key is name+hash+base64");
        }
        byte[] typed;
        try {
            typed = Base64.getDecoder().decode(parts[2]);
        } catch (IllegalArgumentException e) {
            throw new Malformed("the verifier key of " + parts[0] + " is not valid base64");
        }
        if (typed.length != 1 + RAW_LENGTH || typed[0] != ED25519) {
            throw new Malformed("the verifier key of " + parts[0] + " is not an Ed25519 key of 32 bytes");
        }
        VerifierKey key = ofEd25519(parts[0], Arrays.copyOfRange(typed, 1, typed.length));
        if (!key.toString().equals(vkey)) {
            throw new Malformed("the verifier key of " + parts[0] + " has another hash or spelling than its key gives");
        }
        return key;
    }

    /** The same key under another name; its hash differs. */
    public VerifierKey withName(String other) {
        return ofEd25519(other, rawKey);
    }

    public String name() {
        return name;
    }

    /** The four bytes that stand for this key in a signature line. */
    public byte[] keyHash() {
        return keyHash.clone();
    }

    /** SHA-256 of the SubjectPublicKeyInfo, in hexadecimal: what people compare over the telephone. */
    public String fingerprint() {
        return Hash.sha256(concat(SPKI_PREFIX, rawKey)).toHex();
    }

    /** PEM that {@code openssl pkeyutl -pubin} reads. */
    public String toSpkiPem() {
        String base64 = Base64.getEncoder().encodeToString(concat(SPKI_PREFIX, rawKey));
        return PEM_BEGIN + "\n" + base64 + "\n" + PEM_END + "\n";
    }

    /**
     * Reads {@link #toSpkiPem}, as {@code openssl pkey -pubout} writes it; lines may be of any length.
     *
     * @throws Malformed for anything but one Ed25519 public key, and for one that no signature can be by
     */
    public static VerifierKey ofSpkiPem(String name, String pem) {
        String text = pem.strip();
        if (!text.startsWith(PEM_BEGIN) || !text.endsWith(PEM_END)) {
            throw new Malformed("a public key stands between the lines " + PEM_BEGIN + " and " + PEM_END);
        }
        byte[] spki;
        try {
            spki = Base64.getDecoder()
                    .decode(text.substring(PEM_BEGIN.length(), text.length() - PEM_END.length())
                            .replaceAll("\\s", ""));
        } catch (IllegalArgumentException | StringIndexOutOfBoundsException e) {
            throw new Malformed("what stands between the lines of a public key is not valid base64");
        }
        if (spki.length != SPKI_PREFIX.length + RAW_LENGTH
                || Arrays.mismatch(spki, SPKI_PREFIX) != SPKI_PREFIX.length) {
            throw new Malformed("the public key is not an Ed25519 key (RFC 8410)");
        }
        VerifierKey key = ofEd25519(name, Arrays.copyOfRange(spki, SPKI_PREFIX.length, spki.length));
        if (!key.isPoint()) {
            throw new Malformed("the public key is no point of the curve: nothing could be signed with it");
        }
        return key;
    }

    private boolean isPoint() {
        try {
            verifying();
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private Signature verifying() throws GeneralSecurityException {
        PublicKey key =
                KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(concat(SPKI_PREFIX, rawKey)));
        Signature verifier = Signature.getInstance("Ed25519");
        verifier.initVerify(key);
        return verifier;
    }

    boolean matches(NoteSignature signature) {
        return name.equals(signature.name()) && Arrays.equals(keyHash, signature.keyHash());
    }

    /** Whether {@code signature} is this key's over {@code message}; never throws for a bad signature. */
    boolean verifies(byte[] message, byte[] signature) {
        try {
            Signature verifier = verifying();
            verifier.update(message);
            return verifier.verify(signature);
        } catch (GeneralSecurityException e) {
            return false; // not a point on the curve, or not a signature: either way it verifies nothing
        }
    }

    /** Throws {@link Malformed} unless {@code name} may name a key or a log. */
    public static void checkName(String name) {
        boolean legal = !name.isEmpty() && name.length() <= 256;
        for (int i = 0; legal && i < name.length(); i++) {
            char c = name.charAt(i);
            // C2SP allows any non-space UTF-8 but '+'; we sign with ASCII names and read no others.
            legal = c > 0x20 && c < 0x7F && c != '+';
        }
        if (!legal) {
            throw new Malformed(
                    "key name '" + name + "' is not 1 to 256 printable ASCII characters without '+' or spaces");
        }
    }

    private static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof VerifierKey that && name.equals(that.name) && Arrays.equals(rawKey, that.rawKey);
    }

    @Override
    public int hashCode() {
        return 31 * name.hashCode() + Arrays.hashCode(rawKey);
    }

    /** The verifier key's text. */
    @Override
    public String toString() {
        byte[] typed = concat(new byte[] {ED25519}, rawKey);
        return name + "+" + HexFormat.of().formatHex(keyHash) + "+"
                + Base64.getEncoder().encodeToString(typed);
    }
}
