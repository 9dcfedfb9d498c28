package io.stakebook.core.proof.bundle;

import java.io.IOException;
import java.io.Writer;
import java.util.regex.Pattern;

/** Rows of RFC 4180 that a spreadsheet does not run as formulas. */
final class CsvText {
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]+(\\.[0-9]+)?");

    private final Writer out;

    CsvText(Writer out) {
        this.out = out;
    }

    void row(Object... fields) throws IOException {
        for (int i = 0; i < fields.length; i++) {
            if (i > 0) {
                out.write(',');
            }
            out.write(field(fields[i].toString()));
        }
        out.write("\r\n");
    }

    /**
     * The field as written. A leading {@code = + - @} would be run by spreadsheets, so text gets an apostrophe before it;
     * negative numbers are harmless and stay numbers.
     */
    static String field(String value) {
        String safe = value;
        if (!value.isEmpty()
                && "=+-@".indexOf(value.charAt(0)) >= 0
                && !NUMBER.matcher(value).matches()) {
            safe = "'" + value;
        }
        boolean quote = safe.indexOf(',') >= 0
                || safe.indexOf('"') >= 0
                || safe.indexOf('\n') >= 0
                || safe.indexOf('\r') >= 0
                || safe.startsWith(" ")
                || safe.endsWith(" ");
        return quote ? "\"" + safe.replace("\"", "\"\"") + "\"" : safe;
    }
}
