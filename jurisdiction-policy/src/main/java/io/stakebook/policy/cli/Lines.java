package io.stakebook.policy.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a UTF-8 stream, ended by LF, CR or both. Of a line that is too long only the start is kept and the rest is skipped as
 * it comes, so that the memory needed is bounded whatever is sent.
 */
final class Lines {
    private final BufferedReader in;
    private final int longest;
    private boolean skipLf;

    /**
     * @param longest characters of the longest line taken whole
     */
    Lines(InputStream in, int longest) {
        this.in = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        this.longest = longest;
    }

    /**
     * @param text without its end; only the start when it was cut
     * @param cut whether the line is longer than the longest taken whole
     */
    record Line(String text, boolean cut) {}

    /** The next line, or null at the end of the stream. */
    @Nullable
    Line next() throws IOException {
        StringBuilder text = new StringBuilder();
        boolean cut = false;
        boolean any = false;
        while (true) {
            int c = in.read();
            if (c == '\n' && skipLf) {
                skipLf = false;
                continue;
            }
            skipLf = c == '\r';
            if (c < 0 || c == '\n' || c == '\r') {
                return c < 0 && !any ? null : new Line(text.toString(), cut);
            }
            any = true;
            if (text.length() < longest) {
                text.append((char) c);
            } else {
                cut = true;
            }
        }
    }
}
