package io.stakebook.verifier;

import io.stakebook.core.proof.bundle.ZipFormat;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** The content of one archived file, with its stated lengths and CRC checked on the way. */
final class ZipMemberStream extends InputStream {
    private final InputStream packed;
    private final ZipFormat.Member member;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 crc = new CRC32();
    private final byte[] buffer = new byte[1 << 15];
    private long packedLeft;
    private long made;
    private boolean ended;

    ZipMemberStream(InputStream packed, ZipFormat.Member member) {
        this.packed = packed;
        this.member = member;
        this.packedLeft = member.packed();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] out, int off, int len) throws IOException {
        if (len == 0) {
            return 0;
        }
        try {
            while (!ended) {
                int count = inflater.inflate(out, off, len);
                if (count > 0) {
                    made += count;
                    if (made > member.length()) {
                        throw ZipSource.invalid("holds more of " + member.path() + " than it says");
                    }
                    crc.update(out, off, count);
                    return count;
                }
                if (inflater.finished()) {
                    end();
                } else if (inflater.needsDictionary()) {
                    throw ZipSource.invalid("asks for a dictionary for " + member.path());
                } else {
                    fill();
                }
            }
            return -1;
        } catch (DataFormatException e) {
            throw ZipSource.invalid("cannot be unpacked at " + member.path() + ": " + e.getMessage());
        }
    }

    private void fill() throws IOException {
        int count = packed.read(buffer, 0, (int) Math.min(buffer.length, packedLeft));
        if (count <= 0) {
            throw ZipSource.invalid("ends too early in " + member.path());
        }
        packedLeft -= count;
        inflater.setInput(buffer, 0, count);
    }

    private void end() {
        ended = true;
        if (packedLeft != 0 || inflater.getRemaining() != 0) {
            throw ZipSource.invalid("has unused bytes after " + member.path());
        }
        if (made != member.length() || (int) crc.getValue() != member.crc()) {
            throw ZipSource.invalid("holds another " + member.path() + " than its length and CRC say");
        }
    }

    @Override
    public void close() {
        inflater.end();
    }
}
