package io.stakebook.api.http.body;

import io.stakebook.policy.hash.Sha256;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;

/** Counts and digests a body while it is read, and ends it where it grows too large. */
final class MeasuredStream extends FilterInputStream {

    private final long most;
    private final MessageDigest digest = Sha256.digest();
    private long read;

    MeasuredStream(InputStream body, long most) {
        super(body);
        this.most = most;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        int got = super.read(into, from, length);
        if (got > 0) {
            read += got;
            if (read > most) {
                throw BodyLimits.tooLarge(most);
            }
            digest.update(into, from, got);
        }
        return got;
    }

    @Override
    public long skip(long bytes) {
        throw new UnsupportedOperationException("a skipped byte would not be digested");
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    boolean isEmpty() {
        return read == 0;
    }

    /** SHA-256 of what was read. */
    byte[] digest() {
        return digest.digest();
    }
}
