package io.stakebook.core.accrual;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 over lines of text, each ended by a line feed. */
final class JobDigest {

    private final MessageDigest digest;

    JobDigest() {
        try {
            this.digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    JobDigest line(String text) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) '\n');
        return this;
    }

    /** Lower-case hexadecimal; the digest starts anew. */
    String hex() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
