package io.stakebook.core.reconciliation.file;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads RFC 4180 strictly: comma, double quotes, CRLF or LF. Refuses what two programs would read in two ways: text after a
 * closing quote, a quote inside plain text, a lone carriage return, a control character, bytes that are not UTF-8.
 */
final class CsvReader {

    /** Most bytes of a file. */
    static final int MAX_BYTES = 5_000_000;
    /** Most lines of a file, header and trailers included. */
    static final int MAX_LINES = 100_000;

    private static final int MAX_FIELD = 200;
    private static final char BYTE_ORDER_MARK = '\uFEFF';
    private static final char QUOTE = '"';

    private final String text;
    private int at;
    private int line = 1;

    private CsvReader(String text) {
        this.text = text;
        this.at = !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? 1 : 0;
    }

    /** @throws io.stakebook.core.error.Rejected {@code STATEMENT_UNREADABLE} */
    static List<CsvRow> read(byte[] file) {
        requireSize(file);
        return new CsvReader(decode(file)).rows();
    }

    /** Rows of another form of file, held to the same rules. */
    static List<CsvRow> rows(byte[] file, List<List<String>> table) {
        requireSize(file);
        if (table.size() > MAX_LINES) {
            throw Unreadable.at(
                    MAX_LINES + 1, "-", "a file has at most " + MAX_LINES + " lines", table.size() + " lines");
        }
        List<CsvRow> rows = new ArrayList<>();
        for (List<String> fields : table) {
            int line = rows.size() + 1;
            for (int i = 0; i < fields.size(); i++) {
                int number = i + 1;
                requireShort(fields.get(i), line, number);
                fields.get(i).chars().forEach(c -> requirePrintable((char) c, line, number));
            }
            rows.add(new CsvRow(line, fields));
        }
        return rows;
    }

    private static void requireSize(byte[] file) {
        if (file.length > MAX_BYTES) {
            throw Unreadable.at(1, "-", "a file has at most " + MAX_BYTES + " bytes", file.length + " bytes");
        }
    }

    private static String decode(byte[] file) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(file))
                    .toString();
        } catch (CharacterCodingException e) {
            throw Unreadable.at(firstBadLine(file), "-", "a file is UTF-8 text", "other bytes");
        }
    }

    /** Line of the first byte that lenient decoding has to replace, for the message only. */
    private static int firstBadLine(byte[] file) {
        String lenient = new String(file, StandardCharsets.UTF_8);
        int bad = lenient.indexOf('\uFFFD');
        return 1
                + (int) lenient.substring(0, Math.max(bad, 0))
                        .chars()
                        .filter(c -> c == '\n')
                        .count();
    }

    private List<CsvRow> rows() {
        List<CsvRow> rows = new ArrayList<>();
        while (at < text.length()) {
            if (line > MAX_LINES) {
                throw Unreadable.at(line, "-", "a file has at most " + MAX_LINES + " lines", "line " + line);
            }
            rows.add(row());
        }
        return rows;
    }

    private CsvRow row() {
        int start = line;
        List<String> fields = new ArrayList<>();
        while (true) {
            fields.add(field(fields.size() + 1));
            if (at < text.length() && text.charAt(at) == ',') {
                at++;
                continue;
            }
            endLine();
            return new CsvRow(start, fields);
        }
    }

    private String field(int number) {
        boolean quoted = at < text.length() && text.charAt(at) == QUOTE;
        String value = quoted ? quotedField(number) : plainField(number);
        requireShort(value, line, number);
        return value;
    }

    private String plainField(int number) {
        int start = at;
        while (at < text.length() && !isEnd(text.charAt(at))) {
            char c = text.charAt(at);
            if (c == QUOTE) {
                throw Unreadable.at(
                        line,
                        "#" + number,
                        "a field with a quote in it is quoted as a whole",
                        text.substring(start, at));
            }
            requirePrintable(c, line, number);
            at++;
        }
        return text.substring(start, at);
    }

    private String quotedField(int number) {
        StringBuilder value = new StringBuilder();
        int opened = line;
        at++;
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c != QUOTE) {
                // A field of a statement is one line; a quote left open would swallow the rest of the file.
                requirePrintable(c, line, number);
                value.append(c);
            } else if (at < text.length() && text.charAt(at) == QUOTE) {
                value.append(QUOTE);
                at++;
            } else {
                if (at < text.length() && !isEnd(text.charAt(at))) {
                    throw Unreadable.at(line, "#" + number, "a closing quote ends its field", value.toString());
                }
                return value.toString();
            }
        }
        throw Unreadable.at(opened, "#" + number, "a quoted field is closed", value.toString());
    }

    private void endLine() {
        if (at == text.length()) {
            return;
        }
        if (text.charAt(at) == '\r') {
            at++;
            if (at == text.length() || text.charAt(at) != '\n') {
                throw Unreadable.at(line, "-", "a line ends with CRLF or LF", "a lone carriage return");
            }
        }
        at++;
        line++;
    }

    private static void requireShort(String value, int line, int number) {
        if (value.length() > MAX_FIELD) {
            throw Unreadable.at(line, "#" + number, "a field has at most " + MAX_FIELD + " characters", value);
        }
    }

    private static void requirePrintable(char c, int line, int number) {
        if (c < 0x20 || c == 0x7F) {
            throw Unreadable.at(line, "#" + number, "a field holds no control character", "U+%04X".formatted((int) c));
        }
    }

    private static boolean isEnd(char c) {
        return c == ',' || c == '\n' || c == '\r';
    }
}
