package io.stakebook.core.proof.merkle;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The three hashes of RFC 6962 section 2.1. Holds a digest: one per thread. */
public final class TreeHasher {
    private static final byte LEAF = 0;
    private static final byte NODE = 1;

    private final MessageDigest digest = newDigest();

    /** Hash of one log entry. */
    public Hash leaf(byte[] data) {
        digest.update(LEAF);
        return Hash.owning(digest.digest(data));
    }

    /** Hash of an inner node. */
    public Hash node(Hash left, Hash right) {
        digest.update(NODE);
        digest.update(left.view());
        return Hash.owning(digest.digest(right.view()));
    }

    /** Root of the tree with no entries. */
    public Hash empty() {
        return Hash.owning(digest.digest());
    }

    static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
