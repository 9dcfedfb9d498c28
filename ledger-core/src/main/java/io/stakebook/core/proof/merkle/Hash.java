package io.stakebook.core.proof.merkle;

import io.stakebook.core.proof.Digests;
import io.stakebook.core.proof.Malformed;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/** 32 bytes of SHA-256; immutable. */
public final class Hash {
    public static final int LENGTH = 32;

    private final byte[] bytes;

    private Hash(byte[] bytes) {
        this.bytes = bytes;
    }

    /** A copy of {@code bytes}, which must be 32 long. */
    public static Hash of(byte[] bytes) {
        if (bytes.length != LENGTH) {
            throw new Malformed("a SHA-256 hash has " + LENGTH + " bytes, not " + bytes.length);
        }
        return new Hash(bytes.clone());
    }

    /** Takes over an array nobody else holds. */
    static Hash owning(byte[] bytes) {
        return new Hash(bytes);
    }

    /** Reads standard, padded base64 in its only canonical spelling. */
    public static Hash fromBase64(String base64) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new Malformed("a hash is not valid base64");
        }
        // The decoder lets stray low bits and missing padding pass; two spellings of one hash must not exist.
        if (!Base64.getEncoder().encodeToString(bytes).equals(base64)) {
            throw new Malformed("a hash is not in canonical base64");
        }
        return of(bytes);
    }

    /** Reads 64 lower-case hexadecimal digits. */
    public static Hash fromHex(String hex) {
        if (!hex.matches("[0-9a-f]{64}")) {
            throw new Malformed("a SHA-256 hash is 64 lower-case hexadecimal digits");
        }
        return new Hash(HexFormat.of().parseHex(hex));
    }

    /** SHA-256 of the bytes themselves, without a tree prefix. */
    public static Hash sha256(byte[] data) {
        return new Hash(Digests.sha256().digest(data));
    }

    public byte[] toBytes() {
        return bytes.clone();
    }

    byte[] view() {
        return bytes;
    }

    public String toBase64() {
        return Base64.getEncoder().encodeToString(bytes);
    }

    public String toHex() {
        return HexFormat.of().formatHex(bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Hash that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return toHex();
    }
}
