package io.stakebook.core.accrual;

import static io.stakebook.core.fixture.World.ETH;
import static io.stakebook.core.fixture.World.earning;
import static io.stakebook.core.fixture.World.fixed;
import static io.stakebook.core.fixture.World.flexible;
import static io.stakebook.core.fixture.World.units;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stakebook.core.account.ChartAccount;
import io.stakebook.core.account.Wallet;
import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.error.LedgerException;
import io.stakebook.core.fixture.MemoryReads;
import io.stakebook.core.fixture.World;
import io.stakebook.core.id.CustomerId;
import io.stakebook.core.id.EntryId;
import io.stakebook.core.id.ProductId;
import io.stakebook.core.journal.EntryKind;
import io.stakebook.core.journal.JournalEntry;
import io.stakebook.core.period.PeriodCalendar;
import io.stakebook.core.position.PositionState;
import io.stakebook.core.position.PositionView;
import io.stakebook.core.posting.Notice;
import io.stakebook.core.product.PublishTerms;
import io.stakebook.core.product.terms.Apr;
import io.stakebook.core.product.terms.Commission;
import io.stakebook.core.product.terms.EarlyRedemption;
import io.stakebook.core.product.terms.FlexibleTerms;
import io.stakebook.core.product.terms.SnapshotRule;
import io.stakebook.core.product.terms.SubscriptionBounds;
import io.stakebook.core.product.terms.TierLadder;
import io.stakebook.core.product.terms.ValueDateRule;
import io.stakebook.core.product.terms.YieldSource;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class AccrualRunTest {

    private static final LocalDate FIRST = LocalDate.parse("2026-03-01");

    private final World world = new World();

    @Test
    void thirty_days_pay_the_exact_total_less_what_is_carried() {
        ProductId product = world.product("eth-flexible", ETH, flexible("0.0333"));
        CustomerId customer = world.customerWith(ETH, 1_000_003);
        PositionView view = world.subscribe(customer, product, 1_000_003);
        for (int day = 0; day < 30; day++) {
            world.accrue(product, FIRST.plusDays(day));
        }
        BigInteger exact = Apr.parse("0.0333").earned(units(1_000_003), 30 * 86_400_000_000L);
        BigInteger[] parts = exact.divideAndRemainder(Apr.DENOMINATOR);
        assertThat(world.wallet(Wallet.FUNDING, customer, ETH)).isEqualTo(parts[0]);
        assertThat(world.position(view).baseCarry()).isEqualTo(parts[1]);
        world.requireSound();
    }

    @Test
    void a_protocol_reward_is_split_and_stands_as_a_claim_on_the_protocol() {
        FlexibleTerms terms = new FlexibleTerms(
                earning(
                        TierLadder.flat(Apr.parse("0.1")),
                        new Commission(1_000),
                        YieldSource.PROTOCOL_STAKING,
                        ValueDateRule.IMMEDIATE),
                SubscriptionBounds.open(),
                SnapshotRule.TIME_WEIGHTED);
        ProductId product = world.product("eth-flexible", ETH, terms);
        CustomerId customer = world.customerWith(ETH, 36_500_000);
        world.subscribe(customer, product, 36_500_000);

        AccrualRun run = world.accrue(product, FIRST);

        assertThat(world.house(ChartAccount.REWARD_RECEIVABLE, ETH)).isEqualTo(units(10_000));
        assertThat(world.house(ChartAccount.COMMISSION_REVENUE, ETH)).isEqualTo(units(1_000));
        assertThat(world.wallet(Wallet.FUNDING, customer, ETH)).isEqualTo(units(9_000));
        assertThat(manifest(run).commissionUnits()).isEqualTo(units(1_000));
        assertThat(manifest(run).lines()).isEqualTo(2);
        assertThat(manifest(run).backedUnits()).isZero();
        world.requireSound();
    }

    @Test
    void a_fixed_position_earns_from_the_next_day_and_comes_back_at_maturity() {
        ProductId product = world.product("eth-fixed", ETH, fixed("0.1", 3, new EarlyRedemption.Forbidden()));
        CustomerId customer = world.customerWith(ETH, 36_500_000);
        world.book.moveTo(Instant.parse("2026-03-01T15:00:00Z"));
        PositionView view = world.subscribe(customer, product, 36_500_000);
        for (int day = 0; day < 3; day++) {
            world.accrue(product, FIRST.plusDays(day));
        }
        assertThat(world.position(view).rewardPayable()).isEqualTo(units(20_000));
        assertThat(world.wallet(Wallet.FUNDING, customer, ETH)).isZero();

        world.accrue(product, FIRST.plusDays(3));

        assertThat(world.wallet(Wallet.FUNDING, customer, ETH)).isEqualTo(units(36_530_000));
        assertThat(world.position(view).state()).isEqualTo(PositionState.MATURED);
        assertThat(world.book.notices()).extracting(Notice::type).contains("io.stakebook.position.closed.v1");
        world.requireSound();
    }

    @Test
    void a_reward_the_platform_owes_is_backed_as_far_as_the_house_has_coins_and_later_in_full() {
        ProductId product = world.product("eth-flexible", ETH, flexible("0.1"));
        world.subscribe(world.customerWith(ETH, 36_500_000), product, 36_500_000);
        world.fundHouse(ETH, 4_000);

        RunManifest first = manifest(world.accrue(product, FIRST));
        assertThat(first.backedUnits()).isEqualTo(units(4_000));
        assertThat(first.unbackedUnits()).isEqualTo(units(6_000));

        world.fundHouse(ETH, 100_000);
        RunManifest second = manifest(world.accrue(product, FIRST.plusDays(1)));
        assertThat(second.backedUnits()).isEqualTo(units(16_000));
        assertThat(second.unbackedUnits()).isZero();
        assertThat(world.house(ChartAccount.HOUSE_WALLET, ETH)).isEqualTo(units(84_000));
        world.requireSound();
    }

    @Test
    void house_coins_that_move_after_the_look_at_what_is_uncovered_make_the_run_look_again() {
        ProductId product = world.product("eth-flexible", ETH, flexible("0.1"));
        world.subscribe(world.customerWith(ETH, 36_500_000), product, 36_500_000);
        world.accrue(product, FIRST);
        world.book.moveTo(Instant.parse("2026-03-03T00:30:00Z"));
        AccrualRun run = world.book.run(world.runner().start(product, FIRST.plusDays(1)));
        Uncovered seen = new MemoryReads(world.book).uncovered(ETH);
        assertThat(seen.units()).isEqualTo(units(10_000));

        world.fundHouse(ETH, 100_000);

        assertThatThrownBy(() -> world.book.run(new CompleteRun(
                        run,
                        new CompleteRun.Totals(
                                "", 0, 0, 0, BigInteger.ZERO, BigInteger.ZERO, BigInteger.ZERO, BigInteger.ZERO),
                        YieldSource.PLATFORM_FUNDED,
                        seen,
                        new EntryId(world.ids.next()))))
                .isInstanceOfSatisfying(
                        LedgerException.class, stale -> assertThat(stale.code()).isEqualTo(ErrorCode.STALE));
        assertThat(manifest(world.runner().finish(product, FIRST.plusDays(1))).backedUnits())
                .isEqualTo(units(20_000));
        world.requireSound();
    }

    @Test
    void the_backing_counts_on_the_day_of_the_reward_and_is_carried_with_it_when_that_day_is_closed() {
        ProductId product = world.product("eth-flexible", ETH, flexible("0.1"));
        world.subscribe(world.customerWith(ETH, 36_500_000), product, 36_500_000);
        world.fundHouse(ETH, 100_000);

        world.accrue(product, FIRST);
        world.book.close(new PeriodCalendar(FIRST, FIRST.plusDays(1)));
        world.accrue(product, FIRST.plusDays(1));
        world.book.close(new PeriodCalendar(FIRST.plusDays(2), FIRST.plusDays(2)));
        world.accrue(product, FIRST.plusDays(2));

        for (EntryKind kind : List.of(EntryKind.REWARD_ACCRUAL, EntryKind.REWARD_BACKING)) {
            assertThat(world.book.entries().stream().filter(entry -> entry.kind() == kind))
                    .extracting(JournalEntry::businessDate)
                    .as("%s", kind)
                    .containsExactly(FIRST, FIRST.plusDays(1), FIRST.plusDays(3));
        }
        world.requireSound();
    }

    @Test
    void a_preview_says_what_the_run_will_post_and_leaves_nothing() {
        FlexibleTerms terms = new FlexibleTerms(
                earning(
                        TierLadder.flat(Apr.parse("0.1")),
                        new Commission(1_000),
                        YieldSource.PROTOCOL_STAKING,
                        ValueDateRule.IMMEDIATE),
                SubscriptionBounds.open(),
                SnapshotRule.TIME_WEIGHTED);
        ProductId protocol = world.product("eth-protocol", ETH, terms);
        ProductId house = world.product("eth-house", ETH, flexible("0.1"));
        for (long units : List.of(36_500_000L, 1_000_003L)) {
            world.subscribe(world.customerWith(ETH, units), protocol, units);
            world.subscribe(world.customerWith(ETH, units), house, units);
        }
        world.fundHouse(ETH, 1_000_000);
        world.accrue(protocol, FIRST);
        world.accrue(house, FIRST);
        LocalDate second = FIRST.plusDays(1);
        world.book.moveTo(Instant.parse("2026-03-03T00:30:00Z"));
        Object before = world.book.state();
        RunPreview claimed =
                world.runner().preview(world.runner().start(protocol, second)).orElseThrow();
        RunPreview owed =
                world.runner().preview(world.runner().start(house, second)).orElseThrow();

        assertThat(world.runner().preview(world.runner().start(house, second.plusDays(1))))
                .isEmpty();
        assertThat(world.book.state()).isEqualTo(before);
        RunManifest first = manifest(world.accrue(protocol, second));
        assertThat(claimed)
                .isEqualTo(new RunPreview(
                        first.portfolios(), first.baseUnits(), first.commissionUnits(), BigInteger.ZERO));
        RunManifest other = manifest(world.accrue(house, second));
        assertThat(owed).isEqualTo(new RunPreview(2, other.baseUnits(), BigInteger.ZERO, other.backedUnits()));
    }

    @Test
    void the_manifest_counts_every_entry_of_the_run_and_the_event_says_the_same() {
        ProductId product = world.product("eth-flexible", ETH, flexible("0.1"));
        world.subscribe(world.customerWith(ETH, 36_500_000), product, 36_500_000);
        world.fundHouse(ETH, 50_000);

        AccrualRun run = world.accrue(product, FIRST);

        assertThat(manifest(run).entries()).isEqualTo(3);
        assertThat(manifest(run).debits()).isEqualTo(units(30_000));
        Notice told = world.book.notices().stream()
                .filter(notice -> notice.type().equals("io.stakebook.accrual.run.completed.v1"))
                .findFirst()
                .orElseThrow();
        assertThat(told.data()).containsEntry("entries", 3L).containsEntry("lines", 1L);
        assertThat(world.reads.totals(run.id()).debits())
                .isEqualTo(manifest(run).debits());
    }

    @Test
    void a_run_killed_at_any_point_ends_as_if_it_had_not_been() {
        List<Object> whole = twelveCustomers(Integer.MAX_VALUE);
        for (int killedAfter = 0; killedAfter <= 13; killedAfter++) {
            assertThat(twelveCustomers(killedAfter))
                    .as("killed after %s", killedAfter)
                    .isEqualTo(whole);
        }
    }

    private static List<Object> twelveCustomers(int killedAfter) {
        World fresh = new World();
        ProductId product = fresh.product("eth-flexible", ETH, flexible("0.05"));
        for (int i = 0; i < 12; i++) {
            fresh.subscribe(fresh.customerWith(ETH, 10_000_000), product, 1_000_000 + i);
        }
        fresh.book.moveTo(Instant.parse("2026-03-02T00:30:00Z"));
        fresh.book.run(fresh.runner().start(product, FIRST));
        fresh.book.killAfter(killedAfter);
        try {
            fresh.runner().finish(product, FIRST);
        } catch (IllegalStateException killed) {
            fresh.book.killAfter(Integer.MAX_VALUE);
            fresh.runner().finish(product, FIRST);
        }
        fresh.runner().finish(product, FIRST);
        fresh.requireSound();
        AccrualRun run = fresh.reads.runs().find(product, FIRST).orElseThrow();
        return List.of(manifest(run), fresh.book.balances());
    }

    @Test
    void a_second_start_of_the_same_day_finds_the_first() {
        ProductId product = world.product("eth-flexible", ETH, flexible("0.1"));
        AccrualRun first = world.accrue(product, FIRST);
        assertThat(world.book.run(world.runner().start(product, FIRST)).id()).isEqualTo(first.id());
        assertThat(world.runner().finish(product, FIRST)).isEqualTo(first);
    }

    @Test
    void a_day_that_is_not_over_is_refused() {
        ProductId product = world.product("eth-flexible", ETH, flexible("0.1"));
        requireRefused(product, FIRST, ErrorCode.DAY_NOT_OVER);
    }

    @Test
    void a_day_out_of_order_is_refused_with_the_next_one() {
        ProductId product = world.product("eth-flexible", ETH, flexible("0.1"));
        world.book.moveTo(Instant.parse("2026-03-10T00:00:00Z"));
        assertThat(requireRefused(product, FIRST.plusDays(1), ErrorCode.RUN_OUT_OF_ORDER)
                        .members())
                .containsEntry("nextBusinessDate", "2026-03-01");
        requireRefused(product, FIRST.minusDays(1), ErrorCode.RUN_OUT_OF_ORDER);
    }

    @Test
    void a_day_after_an_unfinished_run_has_to_wait() {
        ProductId product = world.product("eth-flexible", ETH, flexible("0.1"));
        world.book.moveTo(Instant.parse("2026-03-10T00:00:00Z"));
        world.book.run(world.runner().start(product, FIRST));
        requireRefused(product, FIRST.plusDays(1), ErrorCode.RUN_IN_PROGRESS);
    }

    @Test
    void a_run_that_was_never_started_is_not_found() {
        ProductId product = world.product("eth-flexible", ETH, flexible("0.1"));
        assertThatThrownBy(() -> world.runner().finish(product, FIRST))
                .isInstanceOfSatisfying(
                        LedgerException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.RESOURCE_UNKNOWN));
    }

    @Test
    void new_rates_count_from_the_next_day() {
        ProductId product = world.product("eth-flexible", ETH, flexible("0.1"));
        CustomerId customer = world.customerWith(ETH, 36_500_000);
        world.subscribe(customer, product, 36_500_000);
        world.book.moveTo(Instant.parse("2026-03-01T12:00:00Z"));
        world.book.run(new PublishTerms(product, 1, flexible("0.2")));

        world.accrue(product, FIRST);
        assertThat(world.wallet(Wallet.FUNDING, customer, ETH)).isEqualTo(units(10_000));
        world.accrue(product, FIRST.plusDays(1));
        assertThat(world.wallet(Wallet.FUNDING, customer, ETH)).isEqualTo(units(30_000));
    }

    @Test
    void a_portfolio_that_moved_on_is_read_again() {
        ProductId product = world.product("eth-flexible", ETH, flexible("0.1"));
        CustomerId customer = world.customerWith(ETH, 73_000_000);
        world.subscribe(customer, product, 36_500_000);
        world.book.moveTo(Instant.parse("2026-03-02T00:30:00Z"));
        AccrualRun run = world.book.run(world.runner().start(product, FIRST));
        PortfolioDay stale = world.reads.portfolio(product, customer, FIRST).orElseThrow();
        world.subscribe(customer, product, 36_500_000);
        AccrueCustomer command = AccrueCustomer.prepare(
                run,
                stale,
                java.util.Map.of(stale.portfolio().positions().get(0).id(), flexible("0.1")),
                world.ids);
        assertThat(world.book.turnedDown(command).code()).isEqualTo(ErrorCode.STALE);

        world.runner().finish(product, FIRST);
        assertThat(world.wallet(Wallet.FUNDING, customer, ETH)).isEqualTo(units(10_000));
        world.requireSound();
    }

    @Test
    void every_line_can_be_computed_again_from_its_own_text() {
        ProductId product = world.product("eth-flexible", ETH, flexible("0.0777"));
        CustomerId customer = world.customerWith(ETH, 1_000_000);
        world.book.moveTo(Instant.parse("2026-03-01T07:08:09.123456Z"));
        world.subscribe(customer, product, 600_001);
        world.accrue(product, FIRST);
        world.accrue(product, FIRST.plusDays(1));
        assertThat(world.book.all(AccrualLine.class))
                .hasSize(2)
                .allSatisfy(line -> assertThat(line.explain().numerator()).isEqualTo(line.numerator()));
    }

    private LedgerException requireRefused(ProductId product, LocalDate day, ErrorCode code) {
        Object before = world.book.state();
        LedgerException refusal = world.book.turnedDown(world.runner().start(product, day));
        assertThat(refusal.code()).isEqualTo(code);
        assertThat(world.book.state()).isEqualTo(before);
        return refusal;
    }

    private static RunManifest manifest(AccrualRun run) {
        return Objects.requireNonNull(run.manifestOrNull());
    }
}
