package io.stakebook.core.reconciliation.file;

import io.stakebook.core.id.ProductId;
import io.stakebook.core.money.Asset;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Sums and counts the rows per product and holds them against the control rows at the end of the file. */
final class ControlTotals {

    private static final String TRAILER = "trailer";

    private record Total(BigInteger units, int rows) {

        Total plus(BigInteger more) {
            return new Total(units.add(more), rows + 1);
        }
    }

    private static final Total NONE = new Total(BigInteger.ZERO, 0);

    private final Map<ProductId, Total> counted = new TreeMap<>();
    private final Map<ProductId, Integer> controlled = new TreeMap<>();
    private int firstTrailer;

    static boolean isTrailer(CsvRow row) {
        return row.fields().get(0).equals(TRAILER);
    }

    StatementLine count(StatementLine line) {
        if (firstTrailer > 0) {
            throw Unreadable.at(
                    line.line(),
                    "date",
                    "no reward row follows the control row of line " + firstTrailer,
                    line.date().toString());
        }
        counted.merge(line.product(), NONE.plus(line.units()), (sum, one) -> sum.plus(one.units()));
        return line;
    }

    void control(CsvRow row, Asset asset, BigInteger sum) {
        firstTrailer = firstTrailer == 0 ? row.line() : firstTrailer;
        ProductId product = new ProductId(row.fields().get(1));
        if (controlled.putIfAbsent(product, row.line()) != null) {
            throw Unreadable.at(row.line(), "product", "a product has one control row", product.value());
        }
        Total total = counted.getOrDefault(product, NONE);
        String rows = row.fields().get(4);
        if (!rows.equals(Integer.toString(total.rows()))) {
            throw Unreadable.at(
                    row.line(), "reference", "the control row counts " + total.rows() + " rows of " + product, rows);
        }
        if (sum.compareTo(total.units()) != 0) {
            throw Unreadable.at(
                    row.line(),
                    "reward",
                    "the control row sums the rewards of " + product + ", which are " + asset.format(total.units())
                            + " " + asset.code(),
                    row.fields().get(3));
        }
    }

    void requireComplete(List<StatementLine> lines) {
        if (firstTrailer == 0) {
            return;
        }
        for (StatementLine line : lines) {
            if (!controlled.containsKey(line.product())) {
                throw Unreadable.at(
                        firstTrailer,
                        "product",
                        "a file with control rows has one for every product",
                        line.product().value());
            }
        }
    }
}
