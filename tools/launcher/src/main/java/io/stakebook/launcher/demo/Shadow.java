package io.stakebook.launcher.demo;

import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The same positions seen by an arithmetic that shares no line with the ledger's: whole numbers only, one numerator over
 * 10^10 × 365 × 86,400,000,000, from the rates the demo published and the instants the API reported. A day's units are
 * what the numerator of all days until then gives, less what it gave the day before; so a carry that is lost or doubled
 * anywhere shows.
 */
final class Shadow {

    private static final BigInteger ONE_UNIT =
            BigInteger.TEN.pow(10).multiply(BigInteger.valueOf(365)).multiply(BigInteger.valueOf(86_400_000_000L));

    /** One position; principal by the instant from which it stood. */
    static final class Held {
        final String id;
        final Cast.Person owner;
        final Shelf.Product product;
        final Instant earnsFrom;
        final @Nullable Instant earnsUntilOrNull;
        final NavigableMap<Instant, BigInteger> principal = new TreeMap<>();
        final Map<LocalDate, Earned> earned = new LinkedHashMap<>();
        BigInteger base = BigInteger.ZERO;
        BigInteger commission = BigInteger.ZERO;
        boolean ended;

        Held(
                String id,
                Cast.Person owner,
                Shelf.Product product,
                Instant openedAt,
                Instant earnsFrom,
                @Nullable Instant earnsUntilOrNull,
                BigInteger units) {
            this.id = id;
            this.owner = owner;
            this.product = product;
            this.earnsFrom = earnsFrom;
            this.earnsUntilOrNull = earnsUntilOrNull;
            principal.put(openedAt, units);
        }

        BigInteger at(Instant instant) {
            var entry = principal.floorEntry(instant);
            return entry == null ? BigInteger.ZERO : entry.getValue();
        }

        BigInteger now() {
            return principal.lastEntry().getValue();
        }

        boolean earnsThroughout(Instant a, Instant b) {
            return !earnsFrom.isAfter(a) && (earnsUntilOrNull == null || !earnsUntilOrNull.isBefore(b));
        }

        /** What a day gave, nothing when it gave nothing. */
        Earned on(LocalDate day) {
            return earned.getOrDefault(day, Earned.NOTHING);
        }

        /** Units earned over all days so far. */
        BigInteger total() {
            return earned.values().stream().map(Earned::base).reduce(BigInteger.ZERO, BigInteger::add);
        }
    }

    /** Whole units of one day: the customer's and the platform's. */
    record Earned(BigInteger base, BigInteger commission) {

        static final Earned NOTHING = new Earned(BigInteger.ZERO, BigInteger.ZERO);

        BigInteger gross() {
            return base.add(commission);
        }
    }

    private final Map<String, Held> positions = new LinkedHashMap<>();

    /** Whole units of one principal at one rate. */
    static BigInteger simple(BigInteger units, BigInteger rate, Instant from, Instant until) {
        return whole(units.multiply(rate).multiply(BigInteger.valueOf(from.until(until, ChronoUnit.MICROS))));
    }

    Held opened(
            String id,
            Cast.Person owner,
            Shelf.Product product,
            Instant openedAt,
            Instant earnsFrom,
            @Nullable Instant earnsUntilOrNull,
            BigInteger units) {
        Held held = new Held(id, owner, product, openedAt, earnsFrom, earnsUntilOrNull, units);
        positions.put(id, held);
        return held;
    }

    void redeemed(Held held, Instant at, BigInteger units) {
        held.principal.put(at, held.now().subtract(units));
    }

    List<Held> all() {
        return List.copyOf(positions.values());
    }

    List<Held> of(Shelf.Product product) {
        return positions.values().stream()
                .filter(p -> p.product.equals(product))
                .toList();
    }

    /** Computes one day of a product for everyone who holds it. */
    void live(Shelf.Product product, LocalDate day) {
        of(product).stream().map(held -> held.owner).distinct().forEach(owner -> live(product, owner, day));
    }

    private void live(Shelf.Product product, Cast.Person owner, LocalDate day) {
        // Oldest first: the order positions were opened in is the order they fill the ladder in.
        List<Held> ladder =
                of(product).stream().filter(h -> h.owner.equals(owner)).toList();
        Instant start = day.atStartOfDay(ZoneOffset.UTC).toInstant();
        Instant end = day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        Map<Held, Sum> sums = new LinkedHashMap<>();
        ladder.forEach(held -> sums.put(held, new Sum()));
        List<Instant> marks = marks(ladder, start, end);
        for (int i = 1; i < marks.size(); i++) {
            Instant a = marks.get(i - 1);
            Instant b = marks.get(i);
            BigInteger micros = BigInteger.valueOf(a.until(b, ChronoUnit.MICROS));
            BigInteger offset = BigInteger.ZERO;
            for (Held held : ladder) {
                if (!held.earnsThroughout(a, b)) {
                    continue;
                }
                BigInteger units = product.endOfDay() ? held.at(end.minusNanos(1000)) : held.at(a);
                Sum sum = sums.getOrDefault(held, new Sum());
                sum.base = sum.base.add(product.net().weigh(offset, units).multiply(micros));
                sum.commission =
                        sum.commission.add(product.kept().weigh(offset, units).multiply(micros));
                offset = offset.add(units);
            }
        }
        sums.forEach((held, sum) -> settle(held, sum, day));
    }

    private static void settle(Held held, Sum sum, LocalDate day) {
        if (held.ended) {
            return;
        }
        BigInteger base = held.base.add(sum.base);
        BigInteger commission = held.commission.add(sum.commission);
        held.earned.put(
                day,
                new Earned(
                        whole(base).subtract(whole(held.base)),
                        whole(commission).subtract(whole(held.commission))));
        held.base = base;
        held.commission = commission;
    }

    private static BigInteger whole(BigInteger numerator) {
        return numerator.divide(ONE_UNIT);
    }

    private static List<Instant> marks(List<Held> ladder, Instant start, Instant end) {
        TreeSet<Instant> marks = new TreeSet<>(List.of(start, end));
        for (Held held : ladder) {
            Stream.concat(Stream.of(held.earnsFrom), held.principal.keySet().stream())
                    .forEach(marks::add);
            if (held.earnsUntilOrNull != null) {
                marks.add(held.earnsUntilOrNull);
            }
        }
        return new ArrayList<>(marks.subSet(start, true, end, true));
    }

    private static final class Sum {
        BigInteger base = BigInteger.ZERO;
        BigInteger commission = BigInteger.ZERO;
    }
}
