package io.stakebook.verifier;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Takes in what a file must be, holds it against the file line by line and keeps the first difference, in words. */
final class ComparingStream extends OutputStream {
    /** What is read of one line of the file at most; what it must be is shorter. */
    private static final int LONGEST_LINE = 1 << 17;

    private static final int SHOWN = 80;
    private static final String BETWEEN_VALUES = ",\" \r";

    private final InputStream file;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private long number;
    private boolean closed;
    private Optional<String> found = Optional.empty();

    ComparingStream(InputStream file) {
        this.file = new BufferedInputStream(file, 1 << 16);
    }

    /** The first difference so far. */
    Optional<String> found() {
        return found;
    }

    @Override
    public void write(int b) throws IOException {
        if (found.isEmpty()) {
            line.write(b);
            if (b == '\n') {
                compare(Optional.of(text(line.toByteArray())));
                line.reset();
            }
        }
    }

    /** All that the file must be was written; what follows in it is a difference too. */
    @Override
    public void close() throws IOException {
        if (found.isEmpty() && !closed) {
            compare(line.size() > 0 ? Optional.of(text(line.toByteArray())) : Optional.empty());
        }
        closed = true;
        file.close();
    }

    private void compare(Optional<String> due) throws IOException {
        number++;
        Optional<String> stands = next();
        if (!stands.equals(due)) {
            found = Optional.of("at line " + number + " it " + told(stands, due, "ends", "says") + ", the events "
                    + told(due, stands, "give no more", "give"));
        }
    }

    private Optional<String> next() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int b = file.read();
        while (b >= 0 && b != '\n' && bytes.size() < LONGEST_LINE) {
            bytes.write(b);
            b = file.read();
        }
        if (b >= 0) {
            bytes.write(b);
        }
        return bytes.size() == 0 ? Optional.empty() : Optional.of(text(bytes.toByteArray()));
    }

    private static String told(Optional<String> one, Optional<String> other, String none, String some) {
        return one.map(text -> some + " '" + value(text, other.orElse("")) + "'")
                .orElse(none);
    }

    /** The value in which the lines part, or all from there when only what stands between values differs. */
    private static String value(String line, String other) {
        int parting = 0;
        while (parting < Math.min(line.length(), other.length()) && line.charAt(parting) == other.charAt(parting)) {
            parting++;
        }
        int from = parting;
        while (from > 0 && BETWEEN_VALUES.indexOf(line.charAt(from - 1)) < 0) {
            from--;
        }
        String mine = firstValue(line.substring(from));
        String shown = mine.equals(firstValue(other.substring(from))) ? line.substring(from) : mine;
        return shown.length() > SHOWN ? shown.substring(0, SHOWN) + "..." : shown;
    }

    private static String firstValue(String text) {
        int end = 0;
        while (end < text.length() && text.charAt(end) != '\n' && BETWEEN_VALUES.indexOf(text.charAt(end)) < 0) {
            end++;
        }
        return text.substring(0, end);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
