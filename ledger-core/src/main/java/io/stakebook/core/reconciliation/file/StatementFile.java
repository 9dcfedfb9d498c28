package io.stakebook.core.reconciliation.file;

import io.stakebook.core.id.ProductId;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A statement that could be read.
 *
 * @param sha256 of the bytes as received, lower-case hexadecimal
 * @param lines in the order of the file, at least one
 */
public record StatementFile(String sha256, List<StatementLine> lines) {

    public StatementFile {
        lines = List.copyOf(lines);
        if (lines.isEmpty()) {
            throw new IllegalArgumentException("a statement has at least one row");
        }
    }

    /** First day named. */
    public LocalDate from() {
        return lines.stream()
                .map(StatementLine::date)
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    /** Last day named. */
    public LocalDate to() {
        return lines.stream()
                .map(StatementLine::date)
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    public Set<ProductId> products() {
        Set<ProductId> products = new TreeSet<>();
        lines.forEach(line -> products.add(line.product()));
        return products;
    }
}
