package io.stakebook.benchmarks.accrual;

import io.stakebook.benchmarks.database.Databases;
import io.stakebook.benchmarks.design.EngineDesign;
import io.stakebook.benchmarks.design.Proof;
import io.stakebook.core.account.Wallet;
import io.stakebook.core.accrual.RunState;
import io.stakebook.core.customer.OpenCustomer;
import io.stakebook.core.decision.DeclaredFacts;
import io.stakebook.core.decision.RequestEvidence;
import io.stakebook.core.funding.Deposit;
import io.stakebook.core.funding.FundHouse;
import io.stakebook.core.id.CustomerId;
import io.stakebook.core.id.DecisionId;
import io.stakebook.core.id.EntryId;
import io.stakebook.core.id.ProductId;
import io.stakebook.core.money.Amount;
import io.stakebook.core.money.AssetCode;
import io.stakebook.core.position.Subscribe;
import io.stakebook.core.posting.Command;
import io.stakebook.core.posting.Outcome;
import io.stakebook.core.product.CreateProduct;
import io.stakebook.core.product.ProductView;
import io.stakebook.core.product.terms.Apr;
import io.stakebook.core.product.terms.Commission;
import io.stakebook.core.product.terms.Earning;
import io.stakebook.core.product.terms.FlexibleTerms;
import io.stakebook.core.product.terms.SnapshotRule;
import io.stakebook.core.product.terms.SubscriptionBounds;
import io.stakebook.core.product.terms.TierLadder;
import io.stakebook.core.product.terms.ValueDateRule;
import io.stakebook.core.product.terms.YieldSource;
import io.stakebook.persistence.schema.SchemaMigrator;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.sql.DataSource;

/** A book of customers with one flexible position each, their first day accrued and the second over. */
public final class StakedBook {

    public static final String TEMPLATE = "template_accrual";

    /** The day that turns accrue: the first whole one. */
    static final LocalDate DAY = LocalDate.parse("2026-03-02");

    private static final AssetCode ETH = new AssetCode("ETH");
    private static final ProductId PRODUCT = new ProductId("eth-flexible");
    private static final Apr APR = Apr.parse("0.0365");

    /** At that rate a whole day earns a ten-thousandth, to the unit; what the first day carried over stays below one. */
    private static final long PRINCIPAL = 1_000_000_000_000L;

    private static final long EARNED = PRINCIPAL / 10_000;
    private static final BigInteger CAPITAL = new BigInteger("1000000000000000000000");
    private static final int IN_FLIGHT = 1_024;

    private final Databases databases;
    private final int customers;

    private StakedBook(Databases databases, int customers) {
        this.databases = databases;
        this.customers = customers;
    }

    /** Makes the template that {@link #turn} copies. */
    public static StakedBook make(Databases databases, int customers) throws SQLException {
        DataSource template = databases.create(TEMPLATE);
        new SchemaMigrator(template).migrate();
        StakedBook book = new StakedBook(databases, customers);
        try (StakingNode node = new StakingNode(databases, TEMPLATE, at(DAY.minusDays(1), Duration.ofHours(9)))) {
            book.fill(node);
        }
        try (StakingNode node = new StakingNode(databases, TEMPLATE, at(DAY, Duration.ofMinutes(30)))) {
            node.accrue(PRODUCT, DAY.minusDays(1), IN_FLIGHT);
        }
        try (Connection connection = template.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("vacuum analyze");
        }
        return book;
    }

    private static Instant at(LocalDate day, Duration time) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant().plus(time);
    }

    private void fill(StakingNode node) {
        node.run(new FundHouse(
                new Amount(ETH, CAPITAL), "capital", new EntryId(node.ids().next())));
        node.run(new CreateProduct(
                PRODUCT,
                ETH,
                new FlexibleTerms(
                        new Earning(
                                TierLadder.flat(APR),
                                Commission.parse("0"),
                                YieldSource.PLATFORM_FUNDED,
                                ValueDateRule.IMMEDIATE,
                                Wallet.FUNDING),
                        SubscriptionBounds.open(),
                        SnapshotRule.TIME_WEIGHTED)));
        List<CustomerId> all = Stream.generate(() -> new CustomerId(node.ids().next()))
                .limit(customers)
                .toList();
        DeclaredFacts facts = DeclaredFacts.of(Map.of(
                "subject_type",
                "individual",
                "residency",
                "DE",
                "residency_verified",
                "yes",
                "residency_verified_at",
                at(DAY.minusDays(30), Duration.ZERO).toString()));
        each(
                node,
                all,
                customer -> new OpenCustomer(
                        customer,
                        facts,
                        RequestEvidence.none(),
                        "benchmark",
                        new DecisionId(node.ids().next())));
        Amount principal = new Amount(ETH, BigInteger.valueOf(PRINCIPAL));
        each(
                node,
                all,
                customer -> new Deposit(
                        customer,
                        principal,
                        Wallet.SPOT,
                        "tx-" + customer,
                        null,
                        RequestEvidence.none(),
                        new DecisionId(node.ids().next()),
                        new EntryId(node.ids().next())));
        ProductView product = node.products().find(PRODUCT).orElseThrow();
        each(
                node,
                all,
                customer -> new Subscribe(
                        customer,
                        PRODUCT,
                        product.product().kind(),
                        product.terms(),
                        principal,
                        Wallet.SPOT,
                        null,
                        RequestEvidence.none(),
                        Subscribe.Ids.from(node.ids())));
        node.awaitSequenced();
    }

    private static void each(StakingNode node, List<CustomerId> customers, Function<CustomerId, Command<?>> command) {
        Deque<CompletableFuture<Outcome>> waiting = new ArrayDeque<>();
        for (CustomerId customer : customers) {
            if (waiting.size() >= IN_FLIGHT) {
                StakingNode.require(waiting.remove().join());
            }
            waiting.add(node.submit(command.apply(customer)));
        }
        waiting.forEach(outcome -> StakingNode.require(outcome.join()));
    }

    /** Accrues the day in a copy of the template, and proves the copy. */
    StakingNode.Figures turn(String database, int inFlight) {
        try (StakingNode node = new StakingNode(databases, database, at(DAY.plusDays(1), Duration.ofMinutes(30)))) {
            return node.accrue(PRODUCT, DAY, inFlight);
        }
    }

    /** @throws io.stakebook.benchmarks.design.WrongBooks when a customer's day is not as it must be */
    void prove(DataSource book, StakingNode.Figures figures) throws SQLException {
        EngineDesign.proveBalances(book);
        if (figures.run().state() != RunState.COMPLETED) {
            throw new IllegalStateException("the run is " + figures.run().state());
        }
        String ofRun = " where run_id = '" + figures.run().id().value() + "'";
        Proof.expect(book, "lines of the run", customers, "select count(*) from accrual_line" + ofRun);
        Proof.expect(
                book,
                "lines that do not say a whole day's reward",
                0,
                "select count(*) from accrual_line" + ofRun + " and units <> " + EARNED);
        Proof.expect(
                book,
                "positions accrued through the day",
                customers,
                "select count(*) from position where accrued_until = timestamptz '" + DAY.plusDays(1) + " 00:00Z'");
        Proof.expect(
                book,
                "units paid to customers' funding wallets",
                EARNED * customers,
                "select coalesce(sum(p.units), 0) from journal_entry e join posting p using (entry_id)" + ofRun
                        + " and e.kind = 'reward_payout' and not p.debit");
        Proof.expect(book, "events without their place", 0, "select count(*) from pending_event");
    }
}
