package io.stakebook.persistence.reference;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Makes things to ask: mostly sensible, often at an edge. Amounts are from one unit to 38 digits; accounts come twice and on
 * both sides; entries span assets; some are not balanced, too short, late, conditional or reuse an id.
 */
final class AskMaker {

    private static final List<String> HOUSE = List.of("1010", "3900", "4010");
    private static final List<String> CUSTOMER = List.of("2010", "2020");
    private static final BigInteger TWO = BigInteger.TWO;
    private static final List<BigInteger> EDGES = List.of(
            TWO.pow(31),
            TWO.pow(63).subtract(BigInteger.ONE),
            TWO.pow(63),
            TWO.pow(64).add(BigInteger.ONE),
            TWO.pow(126),
            BigInteger.TEN.pow(37),
            ModelAccount.MOST);

    private final Random random;
    private final Book book;

    /** What there is to ask about. */
    interface Book {
        /** Tells the ids of this book from those of another made from the same numbers; below 2^24. */
        long number();

        List<String> assets();

        List<String> customers();

        Instant now();

        /** What an account has available, as far as known. */
        BigInteger available(String account);

        long version(String account);

        List<UUID> entries();

        List<ModelReservation> reservations();
    }

    AskMaker(Random random, Book book) {
        this.random = random;
        this.book = book;
    }

    Ask next() {
        int choice = random.nextInt(100);
        if (choice < 52) {
            return post();
        }
        if (choice < 66) {
            return settle();
        }
        if (choice < 73) {
            return new Ask.GiveBack(someReservation(), id());
        }
        if (choice < 78) {
            return new Ask.Expire(someReservation(), id());
        }
        if (choice < 88) {
            return bound();
        }
        return new Ask.Reverse(someEntry(), id(), chance(25) ? nearby() : null, chance(10) ? day() : null);
    }

    private Ask.Post post() {
        int drafts = chance(70) ? 1 : 2 + random.nextInt(4);
        List<Ask.Draft> made = new ArrayList<>();
        for (int i = 0; i < drafts; i++) {
            made.add(draft(i > 0 && chance(4) ? made.get(0).id() : chance(3) ? someEntry() : id()));
        }
        return new Ask.Post(made, chance(50));
    }

    private Ask.Draft draft(UUID id) {
        boolean reserve = chance(35);
        @Nullable
        Instant expiresAt = reserve && chance(40) ? book.now().plus(Duration.ofHours(random.nextInt(5) - 1)) : null;
        @Nullable
        Instant effectiveAt =
                chance(15) ? book.now().minus(Duration.ofHours(random.nextInt(72) - 1)) : chance(8) ? nearby() : null;
        return new Ask.Draft(
                id,
                reserve,
                expiresAt,
                effectiveAt,
                chance(12) ? day() : null,
                some(List.of(Ask.Late.values())),
                lines());
    }

    private List<Ask.Line> lines() {
        List<Ask.Line> lines = new ArrayList<>();
        int shape = random.nextInt(100);
        String asset = asset();
        if (shape < 30) {
            BigInteger units = units(null);
            add(lines, "1010." + asset + ".house", true, units);
            add(lines, customerAccount(asset), false, units);
        } else if (shape < 60) {
            two(lines, asset);
        } else if (shape < 70) {
            two(lines, asset);
            two(lines, book.assets().get(random.nextInt(book.assets().size())));
        } else if (shape < 80) {
            String both = account(asset);
            BigInteger units = units(both);
            add(lines, both, chance(50), units);
            add(lines, both, !lines.get(0).debit(), units);
        } else if (shape < 92) {
            String twice = account(asset);
            boolean debit = chance(50);
            BigInteger first = units(twice);
            BigInteger second = units(twice);
            add(lines, twice, debit, first);
            add(lines, account(asset), !debit, first.add(second));
            add(lines, twice, debit, second);
        } else if (shape < 95) {
            two(lines, asset);
            add(lines, account(asset), chance(50), BigInteger.ONE);
        } else if (shape < 97) {
            add(lines, account(asset), chance(50), BigInteger.ONE);
        } else if (shape < 98) {
            add(lines, account(asset), true, BigInteger.ZERO);
            add(lines, account(asset), false, BigInteger.ZERO);
        } else {
            String first = book.customers().get(0);
            add(lines, chance(50) ? "2030." + asset + "." + first : "2900." + asset + ".house", true, BigInteger.ONE);
            add(lines, chance(50) ? "2150." + asset + "." + first : account(asset), false, BigInteger.ONE);
        }
        return lines;
    }

    private void two(List<Ask.Line> lines, String asset) {
        String from = account(asset);
        BigInteger units = units(from);
        add(lines, from, chance(65), units);
        add(lines, account(asset), !lines.get(lines.size() - 1).debit(), units);
    }

    private void add(List<Ask.Line> lines, String account, boolean debit, BigInteger units) {
        @Nullable Long expected = chance(6) ? book.version(account) + (chance(20) ? 1 : 0) : null;
        List<Ask.Wanted> wanted = chance(8)
                ? List.of(new Ask.Wanted(
                        List.of("posted", "pending", "available").get(random.nextInt(3)),
                        List.of("gte", "lte", "eq").get(random.nextInt(3)),
                        book.available(account).add(BigInteger.valueOf(random.nextInt(3) - 1))))
                : List.of();
        lines.add(new Ask.Line(account, debit, units, expected, wanted));
    }

    private Ask.Settle settle() {
        List<ModelReservation> all = book.reservations();
        if (all.isEmpty() || chance(3)) {
            return new Ask.Settle(id(), List.of(), false, id(), id());
        }
        ModelReservation picked = all.get(random.nextInt(all.size()));
        for (int tries = 0; !picked.isOpen() && tries < 4; tries++) {
            picked = all.get(random.nextInt(all.size()));
        }
        List<Ask.Line> parts = chance(25) ? List.of() : parts(picked);
        return new Ask.Settle(picked.id(), parts, chance(25), id(), id());
    }

    /** The smallest line's worth of two lines that face each other, or the same share of all. */
    private List<Ask.Line> parts(ModelReservation of) {
        List<Ask.Line> parts = new ArrayList<>();
        BigInteger least = of.left().stream()
                .min(BigInteger::compareTo)
                .orElse(BigInteger.ONE)
                .max(BigInteger.ONE);
        BigInteger share =
                chance(50) ? least.shiftRight(1).max(BigInteger.ONE) : chance(85) ? least : least.add(BigInteger.ONE);
        for (Ask.Line line : of.lines()) {
            if (of.lines().size() == 2 || chance(80)) {
                parts.add(new Ask.Line(line.account(), line.debit(), share, null, List.of()));
            }
        }
        return parts;
    }

    private Ask.Bound bound() {
        String account = account(asset());
        BigInteger stands = book.available(account);
        return new Ask.Bound(
                account,
                limit(stands, -1),
                limit(stands, 1),
                limit(stands, -1),
                limit(stands, 1),
                chance(20) ? Long.valueOf(random.nextInt(3)) : null);
    }

    private @Nullable BigInteger limit(BigInteger stands, int direction) {
        if (chance(55)) {
            return null;
        }
        BigInteger away = chance(20) ? some(EDGES) : BigInteger.valueOf(random.nextInt(30) - 3L);
        return stands.add(direction > 0 ? away : away.negate());
    }

    private BigInteger units(@Nullable String from) {
        int choice = random.nextInt(100);
        if (choice < 12) {
            return BigInteger.ONE;
        }
        if (choice < 25) {
            return some(EDGES);
        }
        if (choice < 45 && from != null && book.available(from).signum() > 0) {
            return book.available(from)
                    .add(BigInteger.valueOf(random.nextInt(3) - 1L))
                    .max(BigInteger.ONE);
        }
        if (choice < 46) {
            return TWO.pow(127);
        }
        return BigInteger.valueOf(1L + random.nextInt(50));
    }

    /**
     * Around now: hours ago, or as far ahead as the clock of a caller may run, or a little farther. Never where the clock
     * stands still: the engine counts on from there in microseconds, and the model does not.
     */
    private Instant nearby() {
        Instant beside = book.now().plusMillis(750);
        return chance(50)
                ? beside.minus(Duration.ofMinutes(50L * random.nextInt(6)))
                : beside.plusMillis(750L * random.nextInt(4));
    }

    private LocalDate day() {
        return book.now().atOffset(ZoneOffset.UTC).toLocalDate().minusDays(random.nextInt(9) - 1L);
    }

    private String asset() {
        return chance(70) ? book.assets().get(0) : some(book.assets());
    }

    private String account(String asset) {
        return chance(40) ? some(HOUSE) + "." + asset + ".house" : customerAccount(asset);
    }

    private String customerAccount(String asset) {
        String customer = chance(1) ? "cust_0192d0a1b2c37def8123456789abcdef" : some(book.customers());
        return some(CUSTOMER) + "." + asset + "." + customer;
    }

    private UUID someReservation() {
        List<ModelReservation> all = book.reservations();
        return all.isEmpty() || chance(3)
                ? id()
                : all.get(random.nextInt(all.size())).id();
    }

    private UUID someEntry() {
        List<UUID> all = book.entries();
        return all.isEmpty() || chance(3) ? id() : some(all);
    }

    private UUID id() {
        return new UUID(
                (random.nextLong() & ~0xF000L) | 0x7000L,
                (random.nextInt() & 0xFFFFFFFFL) << 24 | book.number() | Long.MIN_VALUE);
    }

    private <T> T some(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }
}
