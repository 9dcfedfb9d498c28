package io.stakebook.core.reconciliation.file;

import java.util.List;

/**
 * One record of a CSV file.
 *
 * @param line number of the line the record starts on, from 1
 */
record CsvRow(int line, List<String> fields) {

    CsvRow {
        fields = List.copyOf(fields);
    }
}
