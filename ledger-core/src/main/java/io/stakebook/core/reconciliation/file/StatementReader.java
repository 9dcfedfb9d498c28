package io.stakebook.core.reconciliation.file;

import io.stakebook.core.error.Rejected;
import io.stakebook.core.id.ProductId;
import io.stakebook.core.money.Asset;
import io.stakebook.core.proof.merkle.Hash;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads a provider's reward statement: RFC 4180 with the header {@code date,product,asset,reward,reference} and optionally
 * {@code validator}. {@code reward} is the gross reward of that UTC day in whole coins, a plain decimal string. After the
 * rows a file may carry control rows, one per product: {@code trailer,PRODUCT,ASSET,SUM,ROWS}; when one is there, every
 * product needs one and both figures must agree.
 */
public final class StatementReader {

    private static final List<String> HEADER = List.of("date", "product", "asset", "reward", "reference");
    private static final String VALIDATOR = "validator";
    private static final LocalDate FIRST_DAY = LocalDate.of(2009, 1, 3);
    private static final int MAX_WHOLE_DIGITS = 38;
    private static final int MAX_TEXT = 120;
    private static final int MAX_DAYS = 366;

    private final RewardProducts products;
    private final LocalDate today;

    /** @param today the current business day, UTC; only days before it can be stated */
    public StatementReader(RewardProducts products, LocalDate today) {
        this.products = products;
        this.today = today;
    }

    /** @throws Rejected {@code STATEMENT_UNREADABLE} with members line, column, rule and value */
    public StatementFile read(byte[] file) {
        return of(file, CsvReader.read(file));
    }

    /**
     * Reads a file whose fields were told apart already, by the same rules.
     *
     * @param table the header first; a row is a line
     * @throws Rejected {@code STATEMENT_UNREADABLE} with members line, column, rule and value
     */
    public StatementFile read(byte[] file, List<List<String>> table) {
        return of(file, CsvReader.rows(file, table));
    }

    private StatementFile of(byte[] file, List<CsvRow> rows) {
        boolean withValidator = requireHeader(rows);
        int width = HEADER.size() + (withValidator ? 1 : 0);
        List<StatementLine> lines = new ArrayList<>();
        ControlTotals totals = new ControlTotals();
        for (CsvRow row : rows.subList(1, rows.size())) {
            if (row.fields().size() != width) {
                throw Unreadable.at(
                        row.line(),
                        "-",
                        "a row has " + width + " fields, this has "
                                + row.fields().size(),
                        String.join(",", row.fields()));
            }
            if (ControlTotals.isTrailer(row)) {
                RewardProduct product = product(row);
                totals.control(row, product.asset(), reward(row, product));
            } else {
                lines.add(totals.count(line(row, withValidator)));
            }
        }
        if (lines.isEmpty()) {
            throw Unreadable.at(1, "-", "a statement has at least one reward row", "no row");
        }
        totals.requireComplete(lines);
        requirePeriod(lines);
        return new StatementFile(Hash.sha256(file).toHex(), lines);
    }

    /** Names the first row that makes the period too long. */
    private static void requirePeriod(List<StatementLine> lines) {
        LocalDate from = lines.get(0).date();
        LocalDate to = from;
        for (StatementLine line : lines) {
            from = line.date().isBefore(from) ? line.date() : from;
            to = line.date().isAfter(to) ? line.date() : to;
            if (ChronoUnit.DAYS.between(from, to) >= MAX_DAYS) {
                throw Unreadable.at(
                        line.line(),
                        "date",
                        "a statement covers at most " + MAX_DAYS + " days, not " + from + " to " + to,
                        line.date().toString());
            }
        }
    }

    private static boolean requireHeader(List<CsvRow> rows) {
        List<String> header = rows.isEmpty() ? List.of() : rows.get(0).fields();
        List<String> longer = new ArrayList<>(HEADER);
        longer.add(VALIDATOR);
        if (!header.equals(HEADER) && !header.equals(longer)) {
            throw Unreadable.at(
                    1,
                    "-",
                    "the header is " + String.join(",", HEADER) + "[," + VALIDATOR + "]",
                    String.join(",", header));
        }
        return header.size() == longer.size();
    }

    private StatementLine line(CsvRow row, boolean withValidator) {
        LocalDate date = date(row);
        RewardProduct product = product(row);
        return new StatementLine(
                row.line(),
                date,
                product.id(),
                product.asset().code(),
                reward(row, product),
                text(row, 4, "reference"),
                withValidator ? text(row, 5, VALIDATOR) : "");
    }

    private LocalDate date(CsvRow row) {
        String text = row.fields().get(0);
        LocalDate date;
        try {
            date = LocalDate.parse(text, DateTimeFormatter.ISO_LOCAL_DATE);
        } catch (DateTimeParseException e) {
            throw Unreadable.at(row.line(), "date", "a date is a calendar day as YYYY-MM-DD", text);
        }
        if (date.isBefore(FIRST_DAY) || !date.isBefore(today)) {
            throw Unreadable.at(
                    row.line(), "date", "a stated day is over: from " + FIRST_DAY + " to " + today.minusDays(1), text);
        }
        return date;
    }

    private RewardProduct product(CsvRow row) {
        String id = row.fields().get(1);
        RewardProduct product =
                find(id).orElseThrow(() -> Unreadable.at(row.line(), "product", "a product is one this book has", id));
        String asset = row.fields().get(2);
        if (!asset.equals(product.asset().code().value())) {
            throw Unreadable.at(
                    row.line(), "asset", id + " pays in " + product.asset().code(), asset);
        }
        return product;
    }

    private Optional<RewardProduct> find(String id) {
        try {
            return products.find(new ProductId(id));
        } catch (Rejected malformed) {
            return Optional.empty();
        }
    }

    private static BigInteger reward(CsvRow row, RewardProduct product) {
        String text = row.fields().get(3);
        Asset asset = product.asset();
        if (!text.matches("-?[0-9]{1," + MAX_WHOLE_DIGITS + "}(\\.[0-9]{1,30})?")) {
            throw Unreadable.at(
                    row.line(),
                    "reward",
                    "a reward is a plain decimal with at most " + MAX_WHOLE_DIGITS + " digits before the point",
                    text);
        }
        int point = text.indexOf('.');
        int decimals = point < 0 ? 0 : text.length() - point - 1;
        if (decimals > asset.scale()) {
            throw Unreadable.at(
                    row.line(),
                    "reward",
                    asset.code() + " has at most " + asset.scale() + " decimals, this has " + decimals,
                    text);
        }
        return new BigDecimal(text).movePointRight(asset.scale()).toBigIntegerExact();
    }

    private static String text(CsvRow row, int index, String column) {
        String text = row.fields().get(index);
        if (text.length() > MAX_TEXT) {
            throw Unreadable.at(row.line(), column, "a " + column + " has at most " + MAX_TEXT + " characters", text);
        }
        return text;
    }
}
