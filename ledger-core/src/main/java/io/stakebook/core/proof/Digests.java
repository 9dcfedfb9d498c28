package io.stakebook.core.proof;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The one hash function of the log and its bundles. */
public final class Digests {

    private Digests() {}

    /** A new SHA-256 (FIPS 180-4) of nothing yet. */
    public static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
