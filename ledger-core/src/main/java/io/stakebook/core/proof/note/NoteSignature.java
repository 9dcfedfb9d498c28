package io.stakebook.core.proof.note;

import io.stakebook.core.proof.Malformed;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;

/**
 * One signature line of a note.
 *
 * @param name the key's name
 * @param blob canonical base64 of the key hash (four bytes) and the signature
 */
public record NoteSignature(String name, String blob) {
    private static final int KEY_HASH_LENGTH = 4;

    public NoteSignature {
        VerifierKey.checkName(name);
        byte[] decoded;
        try {
            decoded = Base64.getDecoder().decode(blob);
        } catch (IllegalArgumentException e) {
            throw new Malformed("the signature line of " + name + " is not valid base64");
        }
        if (!Base64.getEncoder().encodeToString(decoded).equals(blob)) {
            throw new Malformed("the signature line of " + name + " is not in canonical base64");
        }
        if (decoded.length <= KEY_HASH_LENGTH) {
            throw new Malformed("the signature line of " + name + " is too short for a key hash and a signature");
        }
    }

    /** A line from its parts. */
    public static NoteSignature of(String name, byte[] keyHash, byte[] signature) {
        byte[] blob = ByteBuffer.allocate(keyHash.length + signature.length)
                .put(keyHash)
                .put(signature)
                .array();
        return new NoteSignature(name, Base64.getEncoder().encodeToString(blob));
    }

    /** Four bytes that stand for the key. */
    public byte[] keyHash() {
        return Arrays.copyOf(Base64.getDecoder().decode(blob), KEY_HASH_LENGTH);
    }

    /** The signature itself. */
    public byte[] signature() {
        byte[] decoded = Base64.getDecoder().decode(blob);
        return Arrays.copyOfRange(decoded, KEY_HASH_LENGTH, decoded.length);
    }
}
