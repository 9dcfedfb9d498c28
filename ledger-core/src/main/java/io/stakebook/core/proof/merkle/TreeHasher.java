package io.stakebook.core.proof.merkle;

import io.stakebook.core.proof.Digests;
import java.security.MessageDigest;

/** The three hashes of RFC 6962 section 2.1. Holds a digest: one per thread. */
public final class TreeHasher {
    private static final byte LEAF = 0;
    private static final byte NODE = 1;

    private final MessageDigest digest = Digests.sha256();

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
}
