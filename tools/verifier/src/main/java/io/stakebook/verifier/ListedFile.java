package io.stakebook.verifier;

import io.stakebook.core.proof.Digests;
import io.stakebook.core.proof.bundle.BundleFile;
import io.stakebook.core.proof.merkle.Hash;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;

/** The content of a file the manifest lists: hands it on while hashing it, and never more than the stated length. */
final class ListedFile extends InputStream {
    private final BundleFile file;
    private final InputStream in;
    private final MessageDigest digest;
    private long seen;

    ListedFile(BundleFile file, InputStream in) {
        this.file = file;
        this.in = in;
        this.digest = Digests.sha256();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] out, int off, int len) throws IOException {
        int count = in.read(out, off, len);
        if (count > 0) {
            seen += count;
            if (seen > file.bytes()) {
                throw new Rejection("file_length_mismatch", file.path() + " is longer than " + file.bytes() + " bytes");
            }
            digest.update(out, off, count);
        }
        return count;
    }

    /** Bytes not read yet, as the manifest states the length. */
    long left() {
        return file.bytes() - seen;
    }

    /** Reads what is left and compares length and hash with the manifest. */
    void check() throws IOException {
        byte[] rest = new byte[1 << 16];
        int count = 0;
        while (count >= 0) {
            count = read(rest, 0, rest.length);
        }
        if (seen != file.bytes()) {
            throw new Rejection(
                    "file_length_mismatch", file.path() + " has " + seen + " bytes, the manifest says " + file.bytes());
        }
        Hash hash = Hash.of(digest.digest());
        if (!hash.equals(file.sha256())) {
            throw new Rejection(
                    "file_hash_mismatch",
                    file.path() + " has the SHA-256 " + hash.toHex() + ", the manifest says "
                            + file.sha256().toHex());
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
