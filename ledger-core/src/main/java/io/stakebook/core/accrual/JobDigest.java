package io.stakebook.core.accrual;

import io.stakebook.policy.hash.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;

/** SHA-256 over lines of text, each ended by a line feed. */
final class JobDigest {

    private final MessageDigest digest;

    JobDigest() {
        this.digest = Sha256.digest();
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
