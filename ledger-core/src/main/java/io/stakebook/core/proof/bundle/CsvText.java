package io.stakebook.core.proof.bundle;

import java.io.IOException;
import java.io.Writer;
import java.util.List;

/** A CSV file of RFC 4180 by its columns, whose cells no spreadsheet runs as formulas. */
final class CsvText<R> {
    private final Writer out;
    private final BundleFormat format;
    private final List<Field<R>> columns;

    /**
     * Begins with the names of the columns.
     *
     * @param all the columns of every format, in order
     */
    CsvText(Writer out, BundleFormat format, List<Field<R>> all) throws IOException {
        this.out = out;
        this.format = format;
        this.columns = Field.in(format, all);
        for (int i = 0; i < columns.size(); i++) {
            cell(i, columns.get(i).name());
        }
        out.write("\r\n");
    }

    void row(R row) throws IOException {
        for (int i = 0; i < columns.size(); i++) {
            cell(i, columns.get(i).of(row));
        }
        out.write("\r\n");
    }

    private void cell(int column, String value) throws IOException {
        if (column > 0) {
            out.write(',');
        }
        out.write(quoted(Formulas.defused(value, format)));
    }

    static String quoted(String value) {
        boolean quote = value.indexOf(',') >= 0
                || value.indexOf('"') >= 0
                || value.indexOf('\n') >= 0
                || value.indexOf('\r') >= 0
                || value.startsWith(" ")
                || value.endsWith(" ");
        return quote ? "\"" + value.replace("\"", "\"\"") + "\"" : value;
    }
}
