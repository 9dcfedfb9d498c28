package io.stakebook.core.proof.bundle;

import io.stakebook.core.proof.Malformed;
import io.stakebook.core.proof.merkle.Hash;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Hashes as text: canonical base64, one a line. */
public final class HashLines {
    private HashLines() {}

    /** The lines' only bytes. */
    public static byte[] write(List<Hash> hashes) {
        StringBuilder out = new StringBuilder();
        hashes.forEach(hash -> out.append(hash.toBase64()).append('\n'));
        return out.toString().getBytes(StandardCharsets.US_ASCII);
    }

    /** Reads {@link #write}; throws {@link Malformed} for any other spelling. */
    public static List<Hash> read(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        List<Hash> hashes = new ArrayList<>();
        if (text.isEmpty()) {
            return hashes;
        }
        if (!text.endsWith("\n")) {
            throw new Malformed("a list of hashes must end with a line feed");
        }
        for (String line : text.substring(0, text.length() - 1).split("\n", -1)) {
            hashes.add(Hash.fromBase64(line));
        }
        return hashes;
    }
}
