package io.stakebook.core.proof.bundle;

import io.stakebook.core.proof.Malformed;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;

/** Splits a stream at line feeds, byte for byte, and refuses lines that are too long or not ended. */
public final class LineReader {
    private final InputStream in;
    private final int longest;
    private final byte[] buffer = new byte[1 << 16];
    private byte[] line = new byte[1 << 10];
    private int at;
    private int limit;
    private long lines;

    /** Reads lines of at most {@code longest} bytes, not counting the line feed. */
    public LineReader(InputStream in, int longest) {
        this.in = in;
        this.longest = longest;
    }

    /** The next line without its line feed; empty at the end. */
    public Optional<byte[]> next() throws IOException {
        int length = 0;
        while (true) {
            if (at == limit) {
                limit = in.read(buffer);
                at = 0;
                if (limit < 0) {
                    limit = 0;
                    if (length > 0) {
                        throw new Malformed("line " + (lines + 1) + " does not end with a line feed");
                    }
                    return Optional.empty();
                }
            }
            int end = at;
            while (end < limit && buffer[end] != '\n') {
                end++;
            }
            int piece = end - at;
            if (length + piece > longest) {
                throw new Malformed("line " + (lines + 1) + " is longer than " + longest + " bytes");
            }
            if (line.length < length + piece) {
                line = Arrays.copyOf(line, Math.max(length + piece, 2 * line.length));
            }
            System.arraycopy(buffer, at, line, length, piece);
            length += piece;
            at = end;
            if (end < limit) {
                at++;
                lines++;
                return Optional.of(Arrays.copyOf(line, length));
            }
        }
    }
}
