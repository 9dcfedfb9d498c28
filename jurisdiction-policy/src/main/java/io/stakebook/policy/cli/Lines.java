package io.stakebook.policy.cli;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a stream, ended by LF alone, of which one CR before it is dropped: a CR elsewhere is a blank of JSON. Each is read
 * strictly as UTF-8, since a replaced byte could make another id of one. Of a line that is too long only the start is kept and the
 * rest is skipped as it comes, so that the memory needed is bounded whatever is sent.
 */
final class Lines {
    /** No character of a Java text takes more bytes. */
    private static final int BYTES_A_CHARACTER = 3;

    private final InputStream in;
    private final int longest;

    /**
     * @param longest characters of the longest line taken whole
     */
    Lines(InputStream in, int longest) {
        this.in = new BufferedInputStream(in);
        this.longest = longest;
    }

    /** What can be said of a line before it is read as JSON. */
    enum Fault {
        NONE,
        TOO_LONG,
        NOT_UTF8
    }

    /**
     * @param text without its end; only the start when it is too long, with signs of replacement where it is not UTF-8
     */
    record Line(String text, Fault fault) {}

    /** The next line, or null at the end of the stream. */
    @Nullable
    Line next() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        boolean cut = false;
        int b = in.read();
        if (b < 0) {
            return null;
        }
        while (b >= 0 && b != '\n') {
            // One more for the CR.
            if (bytes.size() <= longest * BYTES_A_CHARACTER) {
                bytes.write(b);
            } else {
                cut = true;
            }
            b = in.read();
        }
        return line(bytes.toByteArray(), cut);
    }

    private Line line(byte[] bytes, boolean cut) {
        int length = bytes.length;
        if (!cut && length > 0 && bytes[length - 1] == '\r') {
            length--;
        }
        String lenient = new String(bytes, 0, length, StandardCharsets.UTF_8);
        if (cut || lenient.length() > longest) {
            return new Line(lenient.substring(0, Math.min(longest, lenient.length())), Fault.TOO_LONG);
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, 0, length));
            return new Line(lenient, Fault.NONE);
        } catch (CharacterCodingException notUtf8) {
            return new Line(lenient, Fault.NOT_UTF8);
        }
    }
}
