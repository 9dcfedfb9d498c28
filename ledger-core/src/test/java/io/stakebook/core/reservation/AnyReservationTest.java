package io.stakebook.core.reservation;

import static io.stakebook.core.fixture.Hand.atomic;
import static io.stakebook.core.fixture.Hand.credit;
import static io.stakebook.core.fixture.Hand.debit;
import static io.stakebook.core.fixture.Hand.house;
import static io.stakebook.core.fixture.World.ETH;
import static org.assertj.core.api.Assertions.assertThat;

import io.stakebook.core.account.AccountName;
import io.stakebook.core.account.ChartAccount;
import io.stakebook.core.account.Limits;
import io.stakebook.core.account.Side;
import io.stakebook.core.account.Wallet;
import io.stakebook.core.error.Conflict;
import io.stakebook.core.error.NotFound;
import io.stakebook.core.error.Rejected;
import io.stakebook.core.fixture.Hand;
import io.stakebook.core.fixture.World;
import io.stakebook.core.generaljournal.Item;
import io.stakebook.core.generaljournal.SetLimits;
import io.stakebook.core.id.CustomerId;
import io.stakebook.core.id.EntryId;
import io.stakebook.core.journal.Balance;
import io.stakebook.core.journal.JournalEntry;
import io.stakebook.core.journal.Phase;
import io.stakebook.core.journal.Posting;
import io.stakebook.core.posting.Command;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterProperty;
import org.jspecify.annotations.Nullable;

/** Whatever is reserved, settled, voided, expired, moved and limited, nothing is lost, doubled or let through. */
class AnyReservationTest {

    /** One act; what the numbers mean depends on the kind. */
    record Act(Kind kind, int from, int to, int which, long units, int later) {
        enum Kind {
            MOVE,
            RESERVE,
            RESERVE_SPLIT,
            SETTLE,
            SETTLE_LAST,
            SETTLE_ALL,
            VOID,
            EXPIRE,
            LIMIT
        }
    }

    /** More of what needs another act before it. */
    private static Arbitrary<Act.Kind> kinds() {
        return Arbitraries.frequency(
                Tuple.of(1, Act.Kind.MOVE),
                Tuple.of(3, Act.Kind.RESERVE),
                Tuple.of(1, Act.Kind.RESERVE_SPLIT),
                Tuple.of(3, Act.Kind.SETTLE),
                Tuple.of(3, Act.Kind.SETTLE_LAST),
                Tuple.of(1, Act.Kind.SETTLE_ALL),
                Tuple.of(1, Act.Kind.VOID),
                Tuple.of(1, Act.Kind.EXPIRE),
                Tuple.of(1, Act.Kind.LIMIT));
    }

    @Provide
    Arbitrary<Act> acts() {
        return Combinators.combine(
                        kinds(),
                        Arbitraries.integers().between(0, 4),
                        Arbitraries.integers().between(0, 4),
                        Arbitraries.integers().between(0, 9),
                        Arbitraries.longs().between(1, 700),
                        Arbitraries.integers().between(0, 900))
                .as(Act::new);
    }

    private static final int FEWEST = 20;
    private static final Map<Act.Kind, Integer> ACCEPTED = new EnumMap<>(Act.Kind.class);

    private final List<AccountName> accounts = new ArrayList<>();
    private final List<Reservation> made = new ArrayList<>();
    private final World world = new World();
    private final Hand hand = new Hand(world);

    @Property(tries = 300)
    void every_history_conserves_what_is_posted_and_reserved_and_keeps_every_limit(
            @ForAll @Size(min = 5, max = 40) List<@From("acts") Act> acts) {
        AnyReservationTest run = new AnyReservationTest();
        run.open();
        for (Act act : acts) {
            run.world.book.moveTo(run.world.book.now().plusSeconds(act.later()));
            List<Object> before = run.world.book.state();
            try {
                if (run.perform(act)) {
                    ACCEPTED.merge(act.kind(), 1, Integer::sum);
                }
            } catch (Rejected | NotFound | Conflict refused) {
                assertThat(run.world.book.state())
                        .as("after %s", refused.detail())
                        .isEqualTo(before);
            }
            run.requireSound();
        }
    }

    /** A book that refuses everything would be sound too. */
    @AfterProperty
    void everyKind_wasAcceptedOften() {
        assertThat(ACCEPTED).containsOnlyKeys(Act.Kind.values());
        assertThat(ACCEPTED)
                .allSatisfy((kind, times) ->
                        assertThat(times).as(kind + " of " + ACCEPTED).isGreaterThan(FEWEST));
    }

    private void open() {
        for (int i = 0; i < 2; i++) {
            CustomerId customer = world.customerWith(ETH, 1_000);
            accounts.add(Wallet.SPOT.of(customer, ETH));
            accounts.add(Wallet.FUNDING.of(customer, ETH));
        }
        accounts.add(house(ChartAccount.SUSPENSE_CHAIN));
    }

    /** @return false when there was nothing to act on */
    private boolean perform(Act act) {
        AccountName from = accounts.get(act.from());
        AccountName to = accounts.get(act.to());
        return switch (act.kind()) {
            case MOVE -> run(atomic(hand.move(from, to, act.units())));
            case RESERVE ->
                reserve(hand.reserve(from, to, act.units(), world.book.now().plusSeconds(1 + act.which() * 300L)));
            case RESERVE_SPLIT ->
                reserve(hand.reserve(
                        null,
                        debit(from, act.units()),
                        debit(from, act.units()),
                        credit(to, act.units()),
                        credit(accounts.get(act.which() % accounts.size()), act.units())));
            case SETTLE -> onOne(act, seen -> settle(seen, Settlement.of(Hand.parts(seen, act.units()), false)));
            case SETTLE_LAST -> onOne(act, seen -> settle(seen, Settlement.of(Hand.parts(seen, act.units()), true)));
            case SETTLE_ALL -> onOne(act, seen -> settle(seen, Settlement.all()));
            case VOID -> onOne(act, seen -> VoidReservation.of(seen, hand.id(), null));
            case EXPIRE -> onOne(act, seen -> new ExpireReservation(seen.id(), seen.accounts(), hand.id()));
            case LIMIT -> run(new SetLimits(from, bounds(act), "any", "finance-1", null));
        };
    }

    private boolean run(Command<?> command) {
        world.book.run(command);
        return true;
    }

    private static SetLimits.Bounds bounds(Act act) {
        BigInteger low = BigInteger.valueOf(act.units() / 4);
        BigInteger high = BigInteger.valueOf(act.units() * 4);
        return switch (act.which() % 4) {
            case 0 -> new SetLimits.Bounds(low, null, null, null);
            case 1 -> new SetLimits.Bounds(null, high, null, null);
            case 2 -> new SetLimits.Bounds(null, null, low, high);
            default -> SetLimits.Bounds.NONE;
        };
    }

    private boolean reserve(Item.Draft draft) {
        run(atomic(draft));
        return made.add(hand.current(draft.id()));
    }

    private SettleReservation settle(Reservation seen, Settlement settlement) {
        return SettleReservation.of(seen, settlement, hand.id(), hand.id());
    }

    /** Acts on a reservation as it was read when it was made: a stale reader. */
    private boolean onOne(Act act, Function<Reservation, Command<?>> command) {
        return !made.isEmpty() && run(command.apply(made.get(act.which() % made.size())));
    }

    private void requireSound() {
        world.requireSound();
        Map<String, BigInteger> open = new HashMap<>();
        for (Reservation first : made) {
            Reservation now = hand.current(first.id());
            for (int leg = 0; leg < now.legs().size(); leg++) {
                Posting reserved = first.legs().get(leg).posting();
                open.merge(
                        reserved.account() + " " + reserved.side(),
                        now.legs().get(leg).remaining(),
                        BigInteger::add);
            }
            requireResolvedOnce(now);
        }
        for (AccountName account : accounts) {
            Balance balance = world.book.balance(account);
            assertThat(balance.pendingDebits())
                    .isEqualTo(open.getOrDefault(account + " " + Side.DEBIT, BigInteger.ZERO));
            assertThat(balance.pendingCredits())
                    .isEqualTo(open.getOrDefault(account + " " + Side.CREDIT, BigInteger.ZERO));
            requireWithin(balance);
        }
    }

    /** The row is what its entries say: reserved = settled + released + remaining, on each side of each account. */
    private void requireResolvedOnce(Reservation now) {
        List<JournalEntry> entries = world.book.entries();
        Map<String, BigInteger> reserved = sum(entries, entry -> entry.id().equals(now.id()));
        Map<String, BigInteger> settled = sum(entries, entry -> entry.phase().equals(new Phase.Settled(now.id())));
        Map<String, BigInteger> released = sum(entries, entry -> entry.phase().equals(new Phase.Released(now.id())));
        Map<String, BigInteger> settledByRow = new HashMap<>();
        Map<String, BigInteger> total = new HashMap<>(settled);
        released.forEach((place, units) -> total.merge(place, units, BigInteger::add));
        for (ReservedLeg leg : now.legs()) {
            String place = leg.posting().account() + " " + leg.posting().side();
            total.merge(place, leg.remaining(), BigInteger::add);
            settledByRow.merge(place, leg.settled(), BigInteger::add);
        }
        settledByRow.values().removeIf(units -> units.signum() == 0);
        assertThat(total).isEqualTo(reserved);
        assertThat(settledByRow).isEqualTo(settled);
        assertThat(released(entries, now.id())).isLessThanOrEqualTo(1);
    }

    private static long released(List<JournalEntry> entries, EntryId reservation) {
        return entries.stream()
                .filter(entry -> entry.phase().equals(new Phase.Released(reservation)))
                .count();
    }

    private static Map<String, BigInteger> sum(List<JournalEntry> entries, Predicate<JournalEntry> which) {
        Map<String, BigInteger> sums = new HashMap<>();
        entries.stream()
                .filter(which)
                .flatMap(entry -> entry.postings().stream())
                .forEach(posting -> sums.merge(
                        posting.account() + " " + posting.side(),
                        posting.amount().units(),
                        BigInteger::add));
        return sums;
    }

    private static void requireWithin(Balance balance) {
        Limits limits = balance.limits();
        BigInteger free = balance.available();
        limits.floor(balance.account().chart())
                .ifPresent(
                        floor -> assertThat(free).as("available of %s", balance).isGreaterThanOrEqualTo(floor));
        @Nullable BigInteger maxPosted = limits.maxPosted();
        if (maxPosted != null) {
            assertThat(balance.posted().add(balance.reservedIn())).isLessThanOrEqualTo(maxPosted);
        }
    }
}
