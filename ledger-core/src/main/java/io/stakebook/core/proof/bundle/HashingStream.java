package io.stakebook.core.proof.bundle;

import io.stakebook.core.proof.Digests;
import io.stakebook.core.proof.merkle.Hash;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.Optional;

/** Counts and hashes what passes through it; {@link #file} tells once it is closed. */
public final class HashingStream extends OutputStream {
    private final String path;
    private final OutputStream out;
    private final MessageDigest digest;
    private long bytes;
    private Optional<BundleFile> file = Optional.empty();

    /** A stream for the file {@code path}; {@link OutputStream#nullOutputStream} keeps nothing but the hash. */
    public HashingStream(String path, OutputStream out) {
        this.path = path;
        this.out = new BufferedOutputStream(out, 1 << 16);
        this.digest = Digests.sha256();
    }

    @Override
    public void write(int b) throws IOException {
        digest.update((byte) b);
        bytes++;
        out.write(b);
    }

    @Override
    public void write(byte[] b, int off, int len) throws IOException {
        digest.update(b, off, len);
        bytes += len;
        out.write(b, off, len);
    }

    @Override
    public void close() throws IOException {
        if (file.isEmpty()) {
            out.close();
            file = Optional.of(new BundleFile(path, bytes, Hash.of(digest.digest())));
        }
    }

    /** Length and hash of everything written; only after {@link #close}. */
    public BundleFile file() {
        return file.orElseThrow(() -> new IllegalStateException("the stream of " + path + " is still open"));
    }
}
