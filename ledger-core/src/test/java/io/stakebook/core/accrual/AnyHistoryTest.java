package io.stakebook.core.accrual;

import static io.stakebook.core.fixture.World.ETH;
import static io.stakebook.core.fixture.World.earning;
import static io.stakebook.core.fixture.World.tier;
import static io.stakebook.core.fixture.World.units;
import static org.assertj.core.api.Assertions.assertThat;

import io.stakebook.core.account.Wallet;
import io.stakebook.core.accrual.reward.BusinessDay;
import io.stakebook.core.error.LedgerException;
import io.stakebook.core.fixture.World;
import io.stakebook.core.id.CustomerId;
import io.stakebook.core.id.ProductId;
import io.stakebook.core.journal.EntryKind;
import io.stakebook.core.position.Portfolio;
import io.stakebook.core.position.PositionView;
import io.stakebook.core.product.terms.Apr;
import io.stakebook.core.product.terms.Commission;
import io.stakebook.core.product.terms.EarlyRedemption;
import io.stakebook.core.product.terms.Earning;
import io.stakebook.core.product.terms.FixedTerms;
import io.stakebook.core.product.terms.FlexibleTerms;
import io.stakebook.core.product.terms.SnapshotRule;
import io.stakebook.core.product.terms.SubscriptionBounds;
import io.stakebook.core.product.terms.TierLadder;
import io.stakebook.core.product.terms.ValueDateRule;
import io.stakebook.core.product.terms.YieldSource;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

/** Whatever customers do over some days, the invariants of the staking book hold after every act. */
class AnyHistoryTest {

    private static final LocalDate FIRST = LocalDate.parse("2026-03-01");
    private static final long FUNDS = 1_000_000_000L;

    /** One act: who, what, how much, and how many seconds later. */
    record Act(int who, Kind kind, long units, int later) {
        enum Kind {
            SUBSCRIBE_FLEXIBLE,
            SUBSCRIBE_FIXED,
            REDEEM_PART,
            REDEEM_ALL
        }
    }

    @Provide
    Arbitrary<Act> acts() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 2),
                        Arbitraries.of(Act.Kind.class),
                        Arbitraries.longs().between(1, 400_000_000L),
                        Arbitraries.integers().between(0, 60_000))
                .as(Act::new);
    }

    @Property(tries = 40)
    void every_history_keeps_the_book_sound(@ForAll @Size(min = 1, max = 25) List<@From("acts") Act> acts) {
        World world = new World();
        Map<Act.Kind, ProductId> products = Map.of(
                Act.Kind.SUBSCRIBE_FLEXIBLE, world.product("flexible", ETH, flexible()),
                Act.Kind.SUBSCRIBE_FIXED, world.product("fixed", ETH, fixed()));
        List<CustomerId> customers =
                List.of(world.customerWith(ETH, FUNDS), world.customerWith(ETH, FUNDS), world.customerWith(ETH, FUNDS));
        Map<CustomerId, List<PositionView>> held = new HashMap<>();
        LocalDate next = FIRST;
        for (Act act : acts) {
            world.book.moveTo(world.book.now().plusSeconds(act.later()));
            while (new BusinessDay(next).overAt(world.book.now())) {
                accrue(world, products, next);
                next = next.plusDays(1);
            }
            perform(world, customers.get(act.who()), act, products, held);
            world.requireSound();
        }
        for (int i = 0; i < 5; i++) {
            accrue(world, products, next.plusDays(i));
        }
        world.requireSound();
        requireNothingLost(world, customers);
    }

    private static void accrue(World world, Map<Act.Kind, ProductId> products, LocalDate day) {
        products.values().stream().sorted().forEach(product -> world.accrue(product, day));
    }

    private static void perform(
            World world,
            CustomerId customer,
            Act act,
            Map<Act.Kind, ProductId> products,
            Map<CustomerId, List<PositionView>> held) {
        List<PositionView> own = held.computeIfAbsent(customer, id -> new ArrayList<>());
        List<Object> before = world.book.state();
        try {
            ProductId product = products.get(act.kind());
            if (product != null) {
                own.add(world.subscribe(customer, product, act.units()));
            } else if (!own.isEmpty()) {
                PositionView view = own.get((int) (act.units() % own.size()));
                BigInteger units = act.kind() == Act.Kind.REDEEM_ALL ? null : units(act.units());
                world.book.run(world.redemption(view, units, act.units() % 3 != 0));
            }
        } catch (LedgerException refused) {
            assertThat(world.book.state()).as(refused.detail()).isEqualTo(before);
        }
    }

    /** What a customer has is what was brought in and what was paid: no coin appears or vanishes. */
    private static void requireNothingLost(World world, List<CustomerId> customers) {
        BigInteger wallets = BigInteger.ZERO;
        for (CustomerId customer : customers) {
            wallets = wallets.add(world.wallet(Wallet.SPOT, customer, ETH))
                    .add(world.wallet(Wallet.FUNDING, customer, ETH));
        }
        BigInteger principal = world.book.all(Portfolio.class).stream()
                .map(Portfolio::principal)
                .reduce(BigInteger.ZERO, BigInteger::add);
        BigInteger paid = world.book.entries().stream()
                .filter(entry -> entry.kind() == EntryKind.REWARD_PAYOUT)
                .map(entry -> entry.postings().get(0).amount().units())
                .reduce(BigInteger.ZERO, BigInteger::add);
        assertThat(wallets.add(principal)).isEqualTo(units(3 * FUNDS).add(paid));
    }

    private static Earning tiered(Commission commission, YieldSource source, ValueDateRule rule) {
        return earning(
                new TierLadder(List.of(tier(0, 100_000_000L, "0.2"), tier(100_000_000, null, "0.05"))),
                commission,
                source,
                rule);
    }

    private static FlexibleTerms flexible() {
        return new FlexibleTerms(
                tiered(new Commission(1_000), YieldSource.PROTOCOL_STAKING, ValueDateRule.IMMEDIATE),
                SubscriptionBounds.open(),
                SnapshotRule.TIME_WEIGHTED);
    }

    private static FixedTerms fixed() {
        return new FixedTerms(
                tiered(Commission.NONE, YieldSource.PLATFORM_FUNDED, ValueDateRule.NEXT_UTC_DAY),
                SubscriptionBounds.open(),
                2,
                new EarlyRedemption.ReducedRate(Apr.parse("0.01")));
    }
}
