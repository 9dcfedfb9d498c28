package io.stakebook.persistence.regions;

import static org.assertj.core.api.Assertions.assertThat;

import io.stakebook.core.check.CheckName;
import io.stakebook.core.check.CheckReport;
import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.id.ChangeId;
import io.stakebook.core.id.CustomerId;
import io.stakebook.core.id.ProductId;
import io.stakebook.core.page.Limit;
import io.stakebook.core.posting.Command;
import io.stakebook.core.posting.Needs;
import io.stakebook.core.posting.Outcome;
import io.stakebook.core.posting.Plan;
import io.stakebook.core.product.terms.YieldSource;
import io.stakebook.core.regions.ApproveRegionChange;
import io.stakebook.core.regions.ImpactCalculator;
import io.stakebook.core.regions.PolicyChange;
import io.stakebook.core.regions.ProposeRegionChange;
import io.stakebook.core.regions.RatifyRegionChange;
import io.stakebook.core.regions.RegionBook;
import io.stakebook.core.regions.TightenRegionNow;
import io.stakebook.persistence.check.BookChecker;
import io.stakebook.persistence.testing.Eventually;
import io.stakebook.persistence.testing.LiveBook;
import io.stakebook.persistence.testing.TestBook;
import io.stakebook.persistence.testing.TestDatabase;
import io.stakebook.persistence.testing.TestEngine;
import io.stakebook.policy.change.ChangeState;
import io.stakebook.policy.change.ImpactPreview;
import io.stakebook.policy.model.PolicySet;
import io.stakebook.policy.region.Region;
import io.stakebook.policy.region.RegionState;
import io.stakebook.policy.region.RegionStates;
import io.stakebook.policy.region.RegionToggle;
import java.math.BigInteger;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** One officer's tightening in a book of two nodes. */
class TighteningTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration HOUR = Duration.ofHours(1);

    private static final String UNTOLD = "delete from event_log where convert_from(leaf, 'UTF8') like '%%\"%s\"%%'";

    /** What was changed behind the ledger must not pass for what the officers did. */
    private static final List<String> FAULTS = List.of(
            UNTOLD.formatted("tightened_now"),
            UNTOLD.formatted("ratified"),
            UNTOLD.formatted("lapsed"),
            "update policy_change set state = 'ACTIVE' where state = 'EXPIRED'",
            "update policy_change set state = 'SUPERSEDED' where state = 'EXPIRED'",
            "update policy_change set expires_at = null where state = 'EXPIRED'",
            "update policy_change set expires_at = now() where state = 'ACTIVE'",
            "update policy_change set expires_at = expires_at + interval '1 hour' where state = 'EXPIRED'",
            "update policy_change set state = 'ACTIVE' where state = 'SUPERSEDED'",
            "update region_book set toggles = replace(toggles, '2026-03-01T10', '2027-03-01T10')",
            "update region_book set toggles = regexp_replace(toggles, 'SG UNTIL [^\\n]*\\n', '')",
            "update region_book set active_change = (select change_id from policy_change where state = 'EXPIRED')");

    private final TestDatabase database = TestDatabase.create();

    @Test
    void tightening_isRatifiedOrLapsesOnEveryNode_andLeavesAnOrderlyBook() {
        try (LiveBook here = new LiveBook(database);
                LiveBook there = new LiveBook(database)) {
            JdbcRegions regions = new JdbcRegions(here.snapshot());
            CustomerId customer = here.customer("SG");
            here.deposit(customer, TestBook.ETH, BigInteger.valueOf(1_000));
            ProductId product = here.product(
                    "eth-saver", TestBook.ETH, LiveBook.flexible("0.05", YieldSource.PLATFORM_FUNDED, "0"));
            PolicyChange kept = tighten(here, "ada", "FR");
            PolicyChange lapsing = tighten(here, "ada", "SG");
            assertThat(regions.find(lapsing.id()).orElseThrow())
                    .usingRecursiveComparison()
                    .isEqualTo(lapsing);
            assertThat(there.ask(there.subscription(customer, product, BigInteger.TEN))
                            .refusal())
                    .isNotNull();
            approve(here, "DE");

            RatifyRegionChange ratification = new RatifyRegionChange(
                    kept.id(),
                    "ben",
                    kept.request().proposed().hash(),
                    "as ordered",
                    regions.current().standing());
            PolicyChange ratified = there.run(ratification);

            assertThat(regions.find(kept.id()).orElseThrow())
                    .usingRecursiveComparison()
                    .isEqualTo(ratified);
            Instant end = lapsing.request().expiresAt().orElseThrow();
            assertThat(listed(regions, ChangeState.ACTIVE, end.minusNanos(1_000)))
                    .contains(lapsing.id(), kept.id());
            assertThat(listed(regions, ChangeState.EXPIRED, end)).containsExactly(lapsing.id());
            assertThat(listed(regions, ChangeState.ACTIVE, end)).containsExactly(kept.id());
            here.assertClean();

            here.moveTo(end.truncatedTo(ChronoUnit.SECONDS).plusSeconds(1));
            assertThat(there.ask(there.subscription(customer, product, BigInteger.TEN))
                            .refusal())
                    .isNull();
            Eventually.until(
                    "the lapse is written down",
                    PATIENCE,
                    () -> database.number("select count(*) from policy_change where state = 'EXPIRED'") == 1);
            here.awaitSequenced();
            assertThat(database.number("select count(*) from event_log where type like '%regions.changed%'"
                            + " and convert_from(leaf, 'UTF8') like '%\"lapsed\"%'"))
                    .isEqualTo(1);
            assertThat(here.ask(new RatifyRegionChange(
                                    lapsing.id(),
                                    "ben",
                                    lapsing.request().proposed().hash(),
                                    "",
                                    regions.current().standing()))
                            .rejection()
                            .code())
                    .isEqualTo(ErrorCode.CHANGE_EXPIRED);
            here.assertClean();
            TestDatabase frozen = database.copy();
            assertThat(found(here, frozen, "select 1")).isZero();
            assertThat(FAULTS)
                    .allSatisfy(fault ->
                            assertThat(found(here, frozen, fault)).as(fault).isPositive());
        }
    }

    @Test
    void tightening_bindsWithItsAnswer_alsoOnANodeWhoseClockIsBehind() {
        Clock behind = Clock.fixed(LiveBook.START.minusSeconds(60), ZoneOffset.UTC);
        try (LiveBook here = new LiveBook(database);
                LiveBook there = new LiveBook(database, behind)) {
            CustomerId customer = there.customer("SG");
            there.deposit(customer, TestBook.ETH, BigInteger.valueOf(1_000));
            ProductId product = there.product(
                    "eth-saver", TestBook.ETH, LiveBook.flexible("0.05", YieldSource.PLATFORM_FUNDED, "0"));

            tighten(here, "ada", "SG");

            assertThat(there.ask(there.subscription(customer, product, BigInteger.TEN))
                            .refusal())
                    .isNotNull();
            there.assertClean();
        }
    }

    @Test
    void tightening_bindsWhatStandsBehindItInTheQueue() {
        try (LiveBook book = new LiveBook(database)) {
            CustomerId customer = book.customer("SG");
            book.deposit(customer, TestBook.ETH, BigInteger.valueOf(1_000));
            ProductId product = book.product(
                    "eth-saver", TestBook.ETH, LiveBook.flexible("0.05", YieldSource.PLATFORM_FUNDED, "0"));
            CountDownLatch inside = new CountDownLatch(1);
            CountDownLatch go = new CountDownLatch(1);
            CompletableFuture<Outcome> held = book.submit("held", waiting(inside, go));
            await(inside);

            CompletableFuture<Outcome> before =
                    book.submit("before", book.subscription(customer, product, BigInteger.ONE));
            CompletableFuture<Outcome> law = book.submit("law", tightening(book, "ada", "SG"));
            CompletableFuture<Outcome> behind =
                    book.submit("behind", book.subscription(customer, product, BigInteger.ONE));
            go.countDown();

            assertThat(held.join().answer().status()).isEqualTo(200);
            assertThat(before.join().answer().status()).isEqualTo(200);
            assertThat(law.join().answer().status()).isEqualTo(200);
            assertThat(behind.join().answer().status()).isEqualTo(451);
            book.assertClean();
        }
    }

    private static Command<String> waiting(CountDownLatch inside, CountDownLatch go) {
        return TestEngine.command(new Needs(Set.of(), Set.of()), books -> {
            inside.countDown();
            await(go);
            return new Plan.Accepted<>("", List.of(), List.of(), Optional.empty(), List.of());
        });
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static long found(LiveBook book, TestDatabase frozen, String fault) {
        TestDatabase copy = frozen.copy();
        try {
            copy.tamper(fault);
            CheckReport report = new BookChecker(
                            new io.stakebook.persistence.sql.Snapshot(copy.dataSource()),
                            book.node().clock())
                    .check(Set.of(CheckName.EVENTS_COMPLETE));
            return report.results().get(0).found();
        } finally {
            copy.drop();
        }
    }

    private static List<ChangeId> listed(JdbcRegions regions, ChangeState state, Instant asOf) {
        return regions.list(state, asOf, Optional.empty(), Limit.DEFAULT).items().stream()
                .map(PolicyChange::id)
                .toList();
    }

    private static PolicyChange tighten(LiveBook book, String officer, String region) {
        return book.run(tightening(book, officer, region));
    }

    private static TightenRegionNow tightening(LiveBook book, String officer, String region) {
        JdbcRegions regions = new JdbcRegions(book.snapshot());
        RegionBook law = regions.current();
        ChangeId id = new ChangeId(book.ids().next());
        RegionToggle toggle = toggle(book, region);
        return new TightenRegionNow(
                id, officer, toggle, HOUR, "the regulator called", law.states().version(), law.standing());
    }

    private static void approve(LiveBook book, String region) {
        JdbcRegions regions = new JdbcRegions(book.snapshot());
        RegionBook law = regions.current();
        RegionToggle toggle = toggle(book, region);
        PolicyChange asked = book.run(new ProposeRegionChange(
                new ChangeId(book.ids().next()),
                "ada",
                toggle,
                "a new order",
                law.states().version(),
                toggle.effectiveFrom(),
                preview(book, law, ProposeRegionChange.content(law.states(), toggle, toggle.effectiveFrom()))));
        book.run(new ApproveRegionChange(
                asked.id(), "ben", asked.request().proposed().hash(), law.standing()));
    }

    private static RegionToggle toggle(LiveBook book, String region) {
        return new RegionToggle(
                Region.parse(region),
                RegionState.NO_NEW,
                "order 7 of the regulator",
                book.node().clock().instant());
    }

    private static ImpactPreview preview(LiveBook book, RegionBook law, RegionStates content) {
        return new ImpactCalculator(new JdbcRegions(book.snapshot()), PolicySet.shipped())
                .preview(law.states(), content, book.node().clock().instant());
    }
}
