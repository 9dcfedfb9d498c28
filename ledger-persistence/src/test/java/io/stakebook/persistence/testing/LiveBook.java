package io.stakebook.persistence.testing;

import io.stakebook.core.account.Wallet;
import io.stakebook.core.accrual.AccrualRun;
import io.stakebook.core.accrual.AccrualRunner;
import io.stakebook.core.clock.AdvanceClock;
import io.stakebook.core.customer.OpenCustomer;
import io.stakebook.core.decision.DecisionRecord;
import io.stakebook.core.decision.DeclaredFacts;
import io.stakebook.core.decision.RequestEvidence;
import io.stakebook.core.error.LedgerException;
import io.stakebook.core.event.Origin;
import io.stakebook.core.funding.Deposit;
import io.stakebook.core.funding.FundHouse;
import io.stakebook.core.id.CustomerId;
import io.stakebook.core.id.DecisionId;
import io.stakebook.core.id.EntryId;
import io.stakebook.core.id.IdSource;
import io.stakebook.core.id.ProductId;
import io.stakebook.core.id.TimeOrderedIds;
import io.stakebook.core.money.Amount;
import io.stakebook.core.money.AssetCode;
import io.stakebook.core.position.PositionView;
import io.stakebook.core.position.Subscribe;
import io.stakebook.core.posting.Answer;
import io.stakebook.core.posting.AnswerWriter;
import io.stakebook.core.posting.Command;
import io.stakebook.core.posting.IdempotencyKey;
import io.stakebook.core.posting.Outcome;
import io.stakebook.core.posting.Submission;
import io.stakebook.core.product.CreateProduct;
import io.stakebook.core.product.ProductView;
import io.stakebook.core.product.terms.Apr;
import io.stakebook.core.product.terms.Commission;
import io.stakebook.core.product.terms.Earning;
import io.stakebook.core.product.terms.FlexibleTerms;
import io.stakebook.core.product.terms.SnapshotRule;
import io.stakebook.core.product.terms.SubscriptionBounds;
import io.stakebook.core.product.terms.Terms;
import io.stakebook.core.product.terms.TierLadder;
import io.stakebook.core.product.terms.ValueDateRule;
import io.stakebook.core.product.terms.YieldSource;
import io.stakebook.persistence.accrual.JdbcAccrualReads;
import io.stakebook.persistence.accrual.JpaAccrualLines;
import io.stakebook.persistence.accrual.JpaAccrualRuns;
import io.stakebook.persistence.check.BookChecker;
import io.stakebook.persistence.jpa.Reads;
import io.stakebook.persistence.jpa.StandaloneUnit;
import io.stakebook.persistence.posting.EngineConfig;
import io.stakebook.persistence.product.JpaProducts;
import io.stakebook.persistence.wiring.Node;
import io.stakebook.policy.decision.PolicyEngine;
import jakarta.persistence.EntityManagerFactory;
import java.math.BigInteger;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A whole node on a database of its own, with short ways to act in the book. */
public final class LiveBook implements AutoCloseable {

    private static final String PROOF_OF_ADDRESS = "2026-02-20T08:00:00Z";
    public static final Instant START = Instant.parse("2026-03-01T09:00:00Z");

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final AtomicLong BOOKS = new AtomicLong();

    private final TestDatabase database;
    private final Node node;
    private final EntityManagerFactory factory;
    private final IdSource ids;
    private final AtomicLong keys = new AtomicLong();

    /** Two books on one database must not use each other's keys and ids. */
    private final long number = BOOKS.incrementAndGet();

    public LiveBook() {
        this(TestDatabase.create());
    }

    public LiveBook(TestDatabase database) {
        this(database, EngineConfig.defaults().mode());
    }

    public LiveBook(TestDatabase database, EngineConfig.Mode mode) {
        this(database, mode, Clock.fixed(START, ZoneOffset.UTC));
    }

    /** On a machine whose clock is not the others'. */
    public LiveBook(TestDatabase database, Clock clock) {
        this(database, EngineConfig.defaults().mode(), clock);
    }

    private LiveBook(TestDatabase database, EngineConfig.Mode mode, Clock clock) {
        this.database = database;
        this.node = new Node(
                database.dataSource(),
                clock,
                PolicyEngine.shipped(),
                new Origin("stakebook.test/main"),
                EngineConfig.defaults().with(mode),
                Runnable::run);
        this.factory = StandaloneUnit.open(database.dataSource(), database.name());
        this.ids = new TimeOrderedIds(node.clock(), new Random(11 + number));
    }

    public TestDatabase database() {
        return database;
    }

    public Node node() {
        return node;
    }

    public Reads reads() {
        return new Reads(factory);
    }

    public io.stakebook.persistence.sql.Snapshot snapshot() {
        return new io.stakebook.persistence.sql.Snapshot(database.dataSource());
    }

    public BookChecker checker() {
        return new BookChecker(snapshot(), node.clock());
    }

    public IdSource ids() {
        return ids;
    }

    /** What a command's answer was: its result, or why not. */
    public static final class Answered<R> implements AnswerWriter<R> {

        private final AtomicReference<R> result = new AtomicReference<>();
        private final AtomicReference<DecisionRecord> refusal = new AtomicReference<>();
        private final AtomicReference<LedgerException> rejection = new AtomicReference<>();

        @Override
        public Answer accepted(R value, Instant recordedAt) {
            result.set(value);
            return new Answer(200, "text/plain", "", "ok");
        }

        @Override
        public Answer rejected(LedgerException reason) {
            rejection.set(reason);
            return new Answer(422, "text/plain", "", reason.code().name());
        }

        @Override
        public Answer refused(DecisionRecord decision) {
            refusal.set(decision);
            return new Answer(451, "text/plain", "", decision.reason());
        }

        public R result() {
            R value = result.get();
            if (value == null) {
                LedgerException reason = rejection.get();
                throw new AssertionError(
                        "not accepted: " + (reason == null ? refusal.get() : reason.code() + " " + reason));
            }
            return value;
        }

        public Optional<LedgerException> rejectionIfAny() {
            return Optional.ofNullable(rejection.get());
        }

        public LedgerException rejection() {
            LedgerException reason = rejection.get();
            if (reason == null) {
                throw new AssertionError("not rejected: " + result.get() + " " + refusal.get());
            }
            return reason;
        }

        public @Nullable DecisionRecord refusal() {
            return refusal.get();
        }
    }

    public <R> R run(Command<R> command) {
        return ask(command).result();
    }

    public <R> Answered<R> ask(Command<R> command) {
        return ask(command, false);
    }

    /** Asks what a command would do. */
    public <R> Answered<R> rehearse(Command<R> command) {
        return ask(command, true);
    }

    private <R> Answered<R> ask(Command<R> command, boolean dryRun) {
        Answered<R> answered = new Answered<>();
        IdempotencyKey key = new IdempotencyKey("test", "b" + number + "-" + keys.incrementAndGet(), "0".repeat(64));
        try {
            node.engine()
                    .submit(new Submission<>(key, command, answered, dryRun))
                    .toCompletableFuture()
                    .orTimeout(30, TimeUnit.SECONDS)
                    .join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof LedgerException ledger) {
                throw ledger;
            }
            throw e;
        }
        return answered;
    }

    /** Submits under a key of the caller's choice and does not wait. */
    public <R> CompletableFuture<Outcome> submit(String key, Command<R> command) {
        return node.engine()
                .submit(new Submission<>(new IdempotencyKey("chosen", key, "0".repeat(64)), command, new Answered<>()))
                .toCompletableFuture();
    }

    public void moveTo(Instant instant) {
        run(new AdvanceClock(instant));
        Eventually.until(
                "the clock of this node is at " + instant,
                PATIENCE,
                () -> !node.clock().instant().isBefore(instant));
    }

    public CustomerId customer(String residency) {
        CustomerId id = new CustomerId(ids.next());
        run(open(id, residency));
        return id;
    }

    public OpenCustomer open(CustomerId id, String residency) {
        DeclaredFacts facts = DeclaredFacts.of(Map.of(
                "subject_type",
                "individual",
                "residency",
                residency,
                "residency_verified",
                "yes",
                "residency_verified_at",
                PROOF_OF_ADDRESS));
        return new OpenCustomer(id, facts, RequestEvidence.none(), "olga", new DecisionId(ids.next()));
    }

    public void deposit(CustomerId customer, AssetCode asset, BigInteger units) {
        run(new Deposit(
                customer,
                new Amount(asset, units),
                Wallet.SPOT,
                "tx-1",
                null,
                RequestEvidence.none(),
                new DecisionId(ids.next()),
                new EntryId(ids.next())));
    }

    public void fundHouse(AssetCode asset, BigInteger units) {
        run(new FundHouse(new Amount(asset, units), "capital-1", new EntryId(ids.next())));
    }

    public static Terms flexible(String apr, YieldSource source, String commission) {
        return new FlexibleTerms(
                new Earning(
                        TierLadder.flat(Apr.parse(apr)),
                        Commission.parse(commission),
                        source,
                        ValueDateRule.IMMEDIATE,
                        Wallet.FUNDING),
                SubscriptionBounds.open(),
                SnapshotRule.TIME_WEIGHTED);
    }

    public ProductId product(String id, AssetCode asset, Terms terms) {
        ProductId product = new ProductId(id);
        run(new CreateProduct(product, asset, terms));
        return product;
    }

    public Subscribe subscription(CustomerId customer, ProductId product, BigInteger units) {
        ProductView view = new JpaProducts(reads()).find(product).orElseThrow();
        return new Subscribe(
                customer,
                product,
                view.product().kind(),
                view.terms(),
                new Amount(view.product().asset(), units),
                Wallet.SPOT,
                null,
                RequestEvidence.none(),
                Subscribe.Ids.from(ids));
    }

    public PositionView subscribe(CustomerId customer, ProductId product, BigInteger units) {
        return run(subscription(customer, product, units));
    }

    /** Starts and finishes the run of a day, at half past midnight of the next. */
    public AccrualRun accrue(ProductId product, LocalDate day) {
        Instant after = day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant().plusSeconds(1_800);
        if (node.clock().instant().isBefore(after)) {
            moveTo(after);
        }
        AccrualRunner runner = new AccrualRunner(
                node.engine(),
                new JdbcAccrualReads(snapshot()),
                new JpaAccrualRuns(reads()),
                new JpaAccrualLines(reads()),
                new JpaProducts(reads()),
                ids,
                8);
        run(runner.start(product, day));
        return runner.finish(product, day);
    }

    /** Waits until every event has its place. */
    public void awaitSequenced() {
        database.awaitSequenced();
    }

    /** Waits until every event has its place and every balance row has followed its postings: a row that lags is not looked at. */
    public void awaitAtRest() {
        awaitSequenced();
        database.awaitFollowed();
    }

    /** Waits until every event has its place, then holds the whole book against every check. */
    public void assertClean() {
        awaitSequenced();
        EveryCheck.findsNothing(database.dataSource(), node.clock());
    }

    @Override
    public void close() {
        factory.close();
        node.close();
    }
}
