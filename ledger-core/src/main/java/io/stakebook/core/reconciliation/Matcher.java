package io.stakebook.core.reconciliation;

import io.stakebook.core.id.ProductId;
import io.stakebook.core.money.AssetCode;
import io.stakebook.core.reconciliation.file.StatementFile;
import io.stakebook.core.reconciliation.file.StatementLine;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Compares a statement with the book, one product and day at a time.
 *
 * <p>First repeated rows are set aside ({@link Duplicates}); each is a break of its own. Then the remaining rows of the day
 * are summed and the first cause that fits is named: something below zero; nothing stated; nothing accrued, yet or for ever; a
 * thousand times off; within tolerance (no break); off by the commission exactly; otherwise under- or over-accrual. No tolerance hides a
 * figure that cannot be meant. The order is that of {@link BreakType}; it is fixed so that the same files always give the
 * same breaks.
 */
final class Matcher {

    private static final BigInteger UNIT_LIMIT = BigInteger.valueOf(1_000);

    /** Smallest unit of comparison. */
    private record Key(ProductId product, LocalDate day) implements Comparable<Key> {

        private static final Comparator<Key> ORDER =
                Comparator.comparing(Key::product).thenComparing(Key::day);

        @Override
        public int compareTo(Key other) {
            return ORDER.compare(this, other);
        }
    }

    private final Map<Key, Expected> expected = new HashMap<>();
    private final Map<ProductId, AssetCode> assets = new HashMap<>();
    private final Map<ProductId, LocalDate> lastRunDays;

    /**
     * @param accruals of the statement's products and period
     * @param corrected days that were corrected before
     * @param lastRunDays day up to which nothing can be accrued any more, per product
     * @param tolerancePerLine units of difference allowed for each accrual line of the day
     */
    Matcher(
            List<AccruedDay> accruals,
            List<RewardDay> corrected,
            Map<ProductId, LocalDate> lastRunDays,
            BigInteger tolerancePerLine) {
        this.lastRunDays = Map.copyOf(lastRunDays);
        Map<Key, RewardDay> days = new HashMap<>();
        corrected.forEach(day -> days.put(new Key(day.product(), day.day()), day));
        for (AccruedDay accrual : accruals) {
            Key key = new Key(accrual.product(), accrual.day());
            RewardDay day = days.getOrDefault(key, RewardDay.untouched(accrual.product(), accrual.day()));
            expected.put(key, Expected.of(accrual, day, tolerancePerLine));
        }
        days.forEach((key, day) -> expected.putIfAbsent(key, Expected.of(day)));
    }

    Matched match(StatementFile file) {
        Map<Key, List<StatementLine>> rows = new TreeMap<>();
        for (StatementLine line : file.lines()) {
            rows.computeIfAbsent(new Key(line.product(), line.date()), key -> new ArrayList<>())
                    .add(line);
            assets.put(line.product(), line.asset());
        }
        Set<Key> days = new TreeSet<>(rows.keySet());
        expected.forEach((key, day) -> {
            if ((day.accrued().signum() > 0 || day.units().signum() > 0) && assets.containsKey(key.product())) {
                days.add(key);
            }
        });
        List<Mismatch> findings = new ArrayList<>();
        int agreed = 0;
        for (Key key : days) {
            List<Mismatch> found = compare(key, rows.getOrDefault(key, List.of()));
            findings.addAll(found);
            agreed += found.stream().allMatch(f -> f.type() == BreakType.DUPLICATE) ? 1 : 0;
        }
        return new Matched(days.size(), agreed, findings);
    }

    private List<Mismatch> compare(Key key, List<StatementLine> rows) {
        Expected booked = expected.getOrDefault(key, Expected.NOTHING);
        Duplicates.Split split = Duplicates.split(rows, booked);
        List<Mismatch> found = new ArrayList<>();
        for (StatementLine row : split.repeated()) {
            found.add(finding(BreakType.DUPLICATE, key, row.line(), row.units(), booked));
        }
        BigInteger reported = Duplicates.sum(split.kept());
        cause(key, split.kept(), reported, booked).ifPresent(type -> {
            int line = split.kept().size() == 1 ? split.kept().get(0).line() : 0;
            found.add(finding(type, key, line, reported, booked));
        });
        return found;
    }

    private Optional<BreakType> cause(Key key, List<StatementLine> rows, BigInteger reported, Expected booked) {
        BigInteger difference = reported.subtract(booked.units());
        if (rows.stream().anyMatch(row -> row.units().signum() < 0)) {
            return Optional.of(BreakType.NEGATIVE_REWARD);
        }
        if (rows.isEmpty()) {
            return Optional.of(BreakType.MISSING_DAY);
        }
        if (booked.accrued().signum() == 0 && difference.signum() > 0) {
            return Optional.of(over(key) ? BreakType.UNIDENTIFIED_RECEIPT : BreakType.UNACCRUED);
        }
        if (isOtherUnit(reported, booked.units())) {
            return Optional.of(BreakType.UNIT_SCALE);
        }
        if (booked.within(reported)) {
            return Optional.empty();
        }
        if (booked.corrections() == 0
                && booked.commission().signum() > 0
                && difference.negate().equals(booked.commission())) {
            return Optional.of(BreakType.GROSS_NET);
        }
        return Optional.of(difference.signum() > 0 ? BreakType.UNDER_ACCRUAL : BreakType.OVER_ACCRUAL);
    }

    private boolean over(Key key) {
        LocalDate last = lastRunDays.get(key.product());
        return last != null && !key.day().isAfter(last);
    }

    /** A figure of zero is a day without reward, not a unit error. */
    private static boolean isOtherUnit(BigInteger reported, BigInteger expected) {
        return reported.signum() > 0
                && expected.signum() > 0
                && (reported.compareTo(expected.multiply(UNIT_LIMIT)) >= 0
                        || reported.multiply(UNIT_LIMIT).compareTo(expected) <= 0);
    }

    private Mismatch finding(BreakType type, Key key, int line, BigInteger reported, Expected booked) {
        AssetCode asset = assets.get(key.product());
        if (asset == null) {
            throw new IllegalStateException(
                    "day " + key + " is compared though the statement does not name the product");
        }
        return new Mismatch(type, key.product(), asset, key.day(), line, reported, booked);
    }
}
