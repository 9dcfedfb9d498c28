package io.stakebook.policy.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a stream, ended by LF alone, of which one CR before it is dropped: a CR elsewhere is a blank of JSON. Each is read
 * strictly as UTF-8, since a replaced byte could make another id of one. Of a line that is too long only the start is kept and the
 * rest is skipped as it comes, so that the memory needed is bounded whatever is sent.
 */
final class Lines {
    /** No character of a Java text takes more bytes. */
    private static final int BYTES_A_CHARACTER = 3;

    private static final int CHUNK = 1 << 16;

    /** What a byte that is no UTF-8 is read as. */
    private static final char REPLACED = '\uFFFD';

    private final InputStream in;
    private final int longest;
    private final Runnable beforeWaiting;
    private final byte[] chunk = new byte[CHUNK];
    private int at;
    private int end;
    private byte[] line = new byte[CHUNK];
    private int length;
    private boolean cut;

    /**
     * @param longest characters of the longest line taken whole
     * @param beforeWaiting called whenever what was sent so far is used up: who waits for an answer before he sends more must get it
     */
    Lines(InputStream in, int longest, Runnable beforeWaiting) {
        this.in = in;
        this.longest = longest;
        this.beforeWaiting = beforeWaiting;
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
        length = 0;
        cut = false;
        if (isUsedUp()) {
            return null;
        }
        do {
            int stop = at;
            while (stop < end && chunk[stop] != '\n') {
                stop++;
            }
            keep(stop);
            if (stop < end) {
                at = stop + 1;
                break;
            }
            at = stop;
        } while (!isUsedUp());
        return line();
    }

    /** Whether nothing more comes; waits for more when all that came is read. */
    private boolean isUsedUp() throws IOException {
        if (at < end) {
            return false;
        }
        beforeWaiting.run();
        at = 0;
        end = Math.max(0, in.read(chunk, 0, chunk.length));
        return end == 0;
    }

    /** Takes the bytes up to a place into the line, as far as it may go, and one more for the CR. */
    private void keep(int stop) {
        int room = longest * BYTES_A_CHARACTER + 1 - length;
        int taken = Math.min(stop - at, room);
        cut |= taken < stop - at;
        if (length + taken > line.length) {
            line = Arrays.copyOf(line, Math.max(length + taken, 2 * line.length));
        }
        System.arraycopy(chunk, at, line, length, taken);
        length += taken;
    }

    private Line line() {
        int bytes = !cut && length > 0 && line[length - 1] == '\r' ? length - 1 : length;
        String lenient = new String(line, 0, bytes, StandardCharsets.UTF_8);
        if (cut || lenient.length() > longest) {
            return new Line(lenient.substring(0, Math.min(longest, lenient.length())), Fault.TOO_LONG);
        }
        boolean suspect = lenient.indexOf(REPLACED) >= 0;
        return new Line(lenient, suspect && !isUtf8(bytes) ? Fault.NOT_UTF8 : Fault.NONE);
    }

    private boolean isUtf8(int bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(line, 0, bytes));
            return true;
        } catch (CharacterCodingException notUtf8) {
            return false;
        }
    }
}
