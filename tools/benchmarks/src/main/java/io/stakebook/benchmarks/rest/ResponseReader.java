package io.stakebook.benchmarks.rest;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/** Finds the end of one HTTP/1.1 answer in what arrives, by {@code Content-Length} or by chunks. */
final class ResponseReader {

    private static final byte[] HEAD_END = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    /** The last chunk. A JSON body cannot hold it: JSON escapes line ends. */
    private static final byte[] CHUNKS_END = "\r\n0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private byte[] bytes = new byte[4_096];
    private int length;
    private int bodyAt = -1;
    private int expected = -1;
    private int status;

    /** Takes what arrived. */
    void take(ByteBuffer arrived) {
        int more = arrived.remaining();
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
        }
        arrived.get(bytes, length, more);
        length += more;
    }

    /** True when a whole answer has arrived. */
    boolean complete() {
        if (bodyAt < 0) {
            int end = indexOf(HEAD_END);
            if (end < 0) {
                return false;
            }
            bodyAt = end + HEAD_END.length;
            readHead(new String(bytes, 0, end, StandardCharsets.US_ASCII));
        }
        return expected >= 0 ? length >= bodyAt + expected : endsWith(CHUNKS_END);
    }

    private void readHead(String head) {
        String[] lines = head.split("\r\n", -1);
        status = Integer.parseInt(lines[0].substring(9, 12));
        for (String line : lines) {
            String lower = line.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-length:")) {
                expected = Integer.parseInt(lower.substring(15).strip());
            }
        }
        if (expected < 0 && !head.toLowerCase(Locale.ROOT).contains("transfer-encoding: chunked")) {
            throw new IllegalStateException("an answer says neither its length nor that it comes in chunks: " + head);
        }
    }

    /** Status of the whole answer; forgets it and waits for the next. */
    int next() {
        int done = status;
        length = 0;
        bodyAt = -1;
        expected = -1;
        return done;
    }

    /** The beginning of the answer, for a message about one that nobody expected. */
    String text() {
        return new String(bytes, 0, Math.min(length, 1_500), StandardCharsets.UTF_8);
    }

    private int indexOf(byte[] sought) {
        for (int i = 0; i + sought.length <= length; i++) {
            if (Arrays.equals(bytes, i, i + sought.length, sought, 0, sought.length)) {
                return i;
            }
        }
        return -1;
    }

    private boolean endsWith(byte[] end) {
        return length >= bodyAt + end.length - 2
                && Arrays.equals(bytes, length - end.length, length, end, 0, end.length);
    }
}
