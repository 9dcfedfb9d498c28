package io.stakebook.persistence.reference;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A ledger of maps. Where several rules refuse an entry the first of this order speaks: the id, the dates, the lines one by
 * one, the expiry, two lines at least, balance per asset, conditions line by line, the period, then account by account in
 * the order they are touched: 38 digits, the floor, the most posted, the most available.
 */
final class ReferenceLedger {

    private static final List<String> NOT_BY_HAND = List.of("2030", "2150");
    private static final Duration SKEW = Duration.ofSeconds(2);

    private final Set<String> customers;
    private Map<String, ModelAccount> accounts = new TreeMap<>();
    private Map<UUID, ModelReservation> reservations = new LinkedHashMap<>();
    private Map<UUID, Entry> entries = new LinkedHashMap<>();
    private LocalDate closedThrough = LocalDate.MIN;
    private LocalDate closingThrough = LocalDate.MIN;

    /** When an entry holds and the day it counts on. */
    record Dates(Instant at, LocalDate day) {}

    /** An entry with the one that reversed it. */
    private record Entry(
            char phase,
            boolean reversal,
            Dates dates,
            List<Ask.Line> lines,
            @Nullable UUID reversedBy) {

        Entry reversedBy(UUID by) {
            return new Entry(phase, reversal, dates, lines, by);
        }
    }

    /** @param customers as they stand in account names */
    ReferenceLedger(Set<String> customers) {
        this.customers = Set.copyOf(customers);
    }

    void close(LocalDate closed, LocalDate closing) {
        closedThrough = closed;
        closingThrough = closing;
    }

    ModelAccount account(String name) {
        return accounts.getOrDefault(name, ModelAccount.fresh(name));
    }

    List<ModelReservation> reservations() {
        return List.copyOf(reservations.values());
    }

    List<UUID> entries() {
        return List.copyOf(entries.keySet());
    }

    /** One line per account that was touched, by name. */
    List<String> rows() {
        return accounts.values().stream().map(ModelAccount::row).toList();
    }

    /** Decides and, if it is accepted, does it. */
    Verdict decide(Ask ask, Instant now) {
        Map<String, ModelAccount> accountsBefore = new TreeMap<>(accounts);
        Map<UUID, ModelReservation> reservationsBefore = new LinkedHashMap<>(reservations);
        Map<UUID, Entry> entriesBefore = new LinkedHashMap<>(entries);
        try {
            return Verdict.accepted(does(ask, now));
        } catch (Refusal refusal) {
            accounts = accountsBefore;
            reservations = reservationsBefore;
            entries = entriesBefore;
            List<String> item = refusal.getCause() instanceof Refusal inner ? List.of(inner.code()) : List.of();
            return new Verdict(refusal.code(), item);
        }
    }

    private List<String> does(Ask ask, Instant now) {
        if (ask instanceof Ask.Post post) {
            return post(post, now);
        }
        if (ask instanceof Ask.Settle settle) {
            settle(settle, now);
        } else if (ask instanceof Ask.GiveBack gone) {
            ModelReservation current = reservation(gone.reservation());
            current.requireOpen(now);
            release(current, "VOIDED", gone.entry(), now);
        } else if (ask instanceof Ask.Expire expire) {
            ModelReservation current = reservation(expire.reservation());
            if (current.isOpen()) {
                if (!current.overdue(now)) {
                    throw new Refusal("STALE");
                }
                release(current, "EXPIRED", expire.entry(), now);
            }
        } else if (ask instanceof Ask.Bound bound) {
            bound(bound);
        } else if (ask instanceof Ask.Reverse reverse) {
            reverse(reverse, now);
        }
        return List.of();
    }

    private List<String> post(Ask.Post post, Instant now) {
        for (Ask.Draft draft : post.drafts()) {
            for (Ask.Line line : draft.lines()) {
                if (line.units().compareTo(ModelAccount.MOST) > 0) {
                    throw new Refusal("AMOUNT_TOO_LARGE");
                }
            }
        }
        List<String> items = new ArrayList<>();
        Set<UUID> inThis = new HashSet<>();
        for (Ask.Draft draft : post.drafts()) {
            try {
                draft(draft, inThis, now);
                items.add(Verdict.OK);
            } catch (Refusal refusal) {
                if (post.atomic()) {
                    if (post.drafts().size() == 1) {
                        throw refusal;
                    }
                    Refusal whole = new Refusal("BATCH_ITEM_REFUSED");
                    whole.initCause(refusal);
                    throw whole;
                }
                items.add(refusal.code());
            }
        }
        return items;
    }

    private void draft(Ask.Draft draft, Set<UUID> inThis, Instant now) {
        if (inThis.contains(draft.id()) || entries.containsKey(draft.id())) {
            throw new Refusal("ALREADY_EXISTS");
        }
        Dates dates = dates(draft.effectiveAt(), draft.day(), now);
        for (Ask.Line line : draft.lines()) {
            requireByHand(line.account());
            if (line.units().signum() == 0) {
                throw new Refusal("AMOUNT_NOT_POSITIVE");
            }
        }
        if (draft.reserve() && draft.expiresAt() != null && !draft.expiresAt().isAfter(now)) {
            throw new Refusal("FIELD_INVALID");
        }
        requireBalanced(draft.lines());
        for (Ask.Line line : draft.lines()) {
            requireWanted(line);
        }
        Dates counted = new Dates(dates.at(), open(dates.day(), draft.late()));
        char phase = draft.reserve() ? 'R' : 'P';
        move(draft.lines(), phase);
        inThis.add(draft.id());
        entries.put(draft.id(), new Entry(phase, false, counted, draft.lines(), null));
        if (draft.reserve()) {
            reservations.put(draft.id(), ModelReservation.open(draft.id(), draft.lines(), draft.expiresAt()));
        }
    }

    private static Dates dates(@Nullable Instant effectiveAt, @Nullable LocalDate day, Instant now) {
        Instant at = effectiveAt == null ? now : effectiveAt;
        Instant latest = now.plus(SKEW);
        LocalDate counted = day == null ? at.atOffset(ZoneOffset.UTC).toLocalDate() : day;
        if (at.isAfter(latest)
                || counted.isAfter(latest.atOffset(ZoneOffset.UTC).toLocalDate())) {
            throw new Refusal("EFFECTIVE_IN_FUTURE");
        }
        return new Dates(at, counted);
    }

    private void requireByHand(String account) {
        String[] parts = account.split("\\.", -1);
        if (NOT_BY_HAND.contains(parts[0]) || parts.length == 4) {
            throw new Refusal("ACCOUNT_NOT_OPEN_TO_HAND");
        }
        if (!parts[2].equals("house") && !customers.contains(parts[2])) {
            throw new Refusal("CUSTOMER_UNKNOWN");
        }
    }

    private static void requireBalanced(List<Ask.Line> lines) {
        if (lines.size() < 2) {
            throw new Refusal("ENTRY_TOO_SHORT");
        }
        Map<String, BigInteger> sums = new HashMap<>();
        for (Ask.Line line : lines) {
            sums.merge(
                    ModelAccount.fresh(line.account()).asset(),
                    line.debit() ? line.units() : line.units().negate(),
                    BigInteger::add);
        }
        if (sums.values().stream().anyMatch(sum -> sum.signum() != 0)) {
            throw new Refusal("ENTRY_UNBALANCED");
        }
    }

    private void requireWanted(Ask.Line line) {
        ModelAccount before = account(line.account());
        if (line.expectedVersion() != null && line.expectedVersion() != before.version()) {
            throw new Refusal("VERSION_MISMATCH");
        }
        for (Ask.Wanted wanted : line.wanted()) {
            BigInteger found = switch (wanted.balance()) {
                case "posted" -> before.posted();
                case "pending" -> before.pending();
                default -> before.available();
            };
            int order = found.compareTo(wanted.units());
            boolean holds = switch (wanted.comparison()) {
                case "gte" -> order >= 0;
                case "lte" -> order <= 0;
                default -> order == 0;
            };
            if (!holds) {
                throw new Refusal("CONDITION_NOT_MET");
            }
        }
    }

    /** The day itself, or the first open one. */
    private LocalDate open(LocalDate day, Ask.Late late) {
        LocalDate shut = late == Ask.Late.ADJUST ? closedThrough : closingThrough;
        if (day.isAfter(shut)) {
            return day;
        }
        if (late != Ask.Late.CARRY) {
            throw new Refusal("PERIOD_CLOSED");
        }
        return closingThrough.plusDays(1);
    }

    private void move(List<Ask.Line> lines, char phase) {
        accounts.putAll(moved(lines, phase));
    }

    /** The accounts after these lines; nothing is moved yet. */
    private Map<String, ModelAccount> moved(List<Ask.Line> lines, char phase) {
        Map<String, ModelAccount> moved = new LinkedHashMap<>();
        for (Ask.Line line : lines) {
            ModelAccount soFar = moved.getOrDefault(line.account(), account(line.account()));
            moved.put(line.account(), soFar.after(line.debit(), line.units(), phase));
        }
        for (ModelAccount after : moved.values()) {
            if (after.overflows()) {
                throw new Refusal("AMOUNT_TOO_LARGE");
            }
            if (phase == 'P' || phase == 'R') {
                requireBounds(account(after.name()), after);
            }
        }
        return moved;
    }

    /** Asked last: an entry that another rule refuses is told of that rule. */
    private void requireFree(UUID entry) {
        if (entries.containsKey(entry)) {
            throw new Refusal("ALREADY_EXISTS");
        }
    }

    private static void requireBounds(ModelAccount before, ModelAccount after) {
        BigInteger floor = after.floor();
        if (floor != null
                && after.available().compareTo(floor) < 0
                && after.available().compareTo(before.available()) < 0) {
            throw new Refusal("INSUFFICIENT_BALANCE");
        }
        requireNotAbove(after.bounds().get(1), before.postedWhenAllArrives(), after.postedWhenAllArrives());
        requireNotAbove(after.bounds().get(3), before.pending(), after.pending());
    }

    private static void requireNotAbove(@Nullable BigInteger most, BigInteger before, BigInteger after) {
        if (most != null && after.compareTo(most) > 0 && after.compareTo(before) > 0) {
            throw new Refusal("BALANCE_LIMIT_EXCEEDED");
        }
    }

    private ModelReservation reservation(UUID id) {
        ModelReservation found = reservations.get(id);
        if (found == null) {
            throw new Refusal("RESERVATION_UNKNOWN");
        }
        return found;
    }

    private void settle(Ask.Settle settle, Instant now) {
        ModelReservation current = reservation(settle.reservation());
        current.requireOpen(now);
        List<Ask.Line> lines = settle.parts().isEmpty() ? current.rest() : settle.parts();
        ModelReservation after = current;
        for (Ask.Line line : lines) {
            after = after.less(line);
        }
        requireBalanced(lines);
        Dates reserved = entry(current.id()).dates();
        Dates dates = dates(later(now, reserved.at()), null, now);
        open(dates.day(), Ask.Late.REFUSE);
        Map<String, ModelAccount> moved = moved(lines, 'S');
        requireFree(settle.entry());
        if (settle.last() && after.isOpen()) {
            requireFree(settle.release());
        }
        accounts.putAll(moved);
        entries.put(settle.entry(), new Entry('S', false, dates, lines, null));
        reservations.put(current.id(), after);
        if (settle.last() && after.isOpen()) {
            release(after, "SETTLED", settle.release(), now);
        }
    }

    private void release(ModelReservation current, String end, UUID entry, Instant now) {
        requireFree(entry);
        move(current.rest(), 'V');
        Dates dates = dates(later(now, entry(current.id()).dates().at()), null, now);
        entries.put(entry, new Entry('V', false, dates, current.rest(), null));
        reservations.put(current.id(), current.ended(end));
    }

    private void bound(Ask.Bound bound) {
        requireByHand(bound.account());
        ModelAccount account = account(bound.account());
        if (bound.expectedVersion() != null && bound.expectedVersion() != account.boundsVersion()) {
            throw new Refusal("VERSION_MISMATCH");
        }
        List<@Nullable BigInteger> wanted =
                Arrays.asList(bound.minPosted(), bound.maxPosted(), bound.minAvailable(), bound.maxAvailable());
        if (wanted.stream().anyMatch(units -> units != null && units.abs().compareTo(ModelAccount.MOST) > 0)) {
            throw new Refusal("AMOUNT_TOO_LARGE");
        }
        BigInteger zero = account.floored() ? BigInteger.ZERO : null;
        for (BigInteger any : wanted) {
            requireOrder(zero, any);
        }
        for (int least : new int[] {0, 2}) {
            for (int most : new int[] {1, 3}) {
                requireOrder(wanted.get(least), wanted.get(most));
            }
        }
        requireStandsWithin(wanted, account);
        if (wanted.equals(account.bounds())) {
            throw new Refusal("NO_CHANGE");
        }
        accounts.put(account.name(), account.bounded(wanted));
    }

    private static void requireOrder(@Nullable BigInteger lower, @Nullable BigInteger upper) {
        if (lower != null && upper != null && lower.compareTo(upper) > 0) {
            throw new Refusal("LIMITS_CONTRADICT");
        }
    }

    private static void requireStandsWithin(List<@Nullable BigInteger> wanted, ModelAccount account) {
        ModelAccount bounded = account.bounded(wanted);
        BigInteger floor = bounded.floor();
        BigInteger mostPosted = wanted.get(1);
        BigInteger mostAvailable = wanted.get(3);
        if ((floor != null && account.available().compareTo(floor) < 0)
                || (mostPosted != null && account.postedWhenAllArrives().compareTo(mostPosted) > 0)
                || (mostAvailable != null && account.pending().compareTo(mostAvailable) > 0)) {
            throw new Refusal("LIMITS_NOT_MET");
        }
    }

    private void reverse(Ask.Reverse reverse, Instant now) {
        Entry original = entries.get(reverse.original());
        if (original == null) {
            throw new Refusal("ENTRY_UNKNOWN");
        }
        if (original.reversedBy() != null) {
            throw new Refusal("ENTRY_REVERSED");
        }
        if (original.phase() != 'P' || original.reversal()) {
            throw new Refusal("ENTRY_NOT_REVERSIBLE");
        }
        Dates dates = reversalDates(reverse, original.dates(), now);
        List<Ask.Line> swapped = original.lines().stream()
                .map(line -> new Ask.Line(line.account(), !line.debit(), line.units(), null, List.of()))
                .toList();
        open(dates.day(), Ask.Late.REFUSE);
        Map<String, ModelAccount> moved = moved(swapped, 'P');
        requireFree(reverse.entry());
        accounts.putAll(moved);
        entries.put(reverse.original(), original.reversedBy(reverse.entry()));
        entries.put(reverse.entry(), new Entry('P', true, dates, swapped, null));
    }

    /** Not before the original, neither in time nor in the books. */
    private static Dates reversalDates(Ask.Reverse reverse, Dates original, Instant now) {
        Instant at = reverse.effectiveAt() == null ? later(now, original.at()) : reverse.effectiveAt();
        Dates dates = dates(at, reverse.day(), now);
        if (reverse.effectiveAt() == null && reverse.day() == null) {
            return new Dates(dates.at(), dates.day().isBefore(original.day()) ? original.day() : dates.day());
        }
        requireNotBefore(dates, original);
        return dates;
    }

    private static void requireNotBefore(Dates reversal, Dates original) {
        if (reversal.at().isBefore(original.at()) || reversal.day().isBefore(original.day())) {
            throw new Refusal("FIELD_INVALID");
        }
    }

    private static Instant later(Instant one, Instant other) {
        return one.isBefore(other) ? other : one;
    }

    private Entry entry(UUID id) {
        Entry found = entries.get(id);
        if (found == null) {
            throw new IllegalStateException("no entry " + id);
        }
        return found;
    }

    /** An entry of a journal, which was accepted by somebody: this ledger must be able to accept it too. */
    void replay(
            UUID id,
            char phase,
            Dates dates,
            List<Ask.Line> lines,
            @Nullable UUID named,
            @Nullable UUID reverses,
            @Nullable Instant expiresAt,
            Instant recordedAt) {
        requireBalanced(lines);
        if (named != null) {
            ModelReservation after = reservation(named);
            if (phase == 'S') {
                after.requireOpen(recordedAt);
            }
            for (Ask.Line line : lines) {
                after = after.less(line);
            }
            if (phase == 'V') {
                if (after.isOpen()) {
                    throw new Refusal("a release that leaves something set aside");
                }
                after = after.ended(after.overdue(recordedAt) ? "EXPIRED" : "VOIDED");
            }
            reservations.put(named, after);
        }
        if (reverses != null) {
            Entry original = entries.get(reverses);
            if (original == null || original.reversedBy() != null || original.phase() != 'P' || original.reversal()) {
                throw new Refusal("a reversal of what cannot be reversed");
            }
            requireNotBefore(dates, original.dates());
            entries.put(reverses, original.reversedBy(id));
        }
        move(lines, phase);
        if (entries.put(id, new Entry(phase, reverses != null, dates, lines, null)) != null) {
            throw new Refusal("ALREADY_EXISTS");
        }
        if (phase == 'R') {
            reservations.put(id, ModelReservation.open(id, lines, expiresAt));
        }
    }

    /** Limits of a journal, likewise. */
    void replayBounds(Ask.Bound bound) {
        bound(bound);
    }
}
